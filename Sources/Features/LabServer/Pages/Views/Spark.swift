import Reporting

/// The last two minutes of a run's delay as a small picture: a line of medians in a band from least to greatest.
///
/// The page's script draws the same, from the same points.
struct Spark {
    static let width = 240.0
    static let height = 48.0
    /// So many seconds are shown.
    static let span = 120.0

    /// SVG path data; empty where nothing is known.
    private(set) var line = ""
    private(set) var band = ""
    /// The lowest and the highest delay shown, such as `41.2 to 63.0 ms`; empty where nothing is known.
    private(set) var range = ""

    private struct Place {
        var x: Double
        var low: Double
        var middle: Double
        var high: Double
    }

    init(_ points: [LivePoint]) {
        let known = points.filter { $0.minMs != nil && $0.p50Ms != nil && $0.maxMs != nil }
        guard let last = points.last?.tS, let least = known.compactMap(\.minMs).min(),
            let greatest = known.compactMap(\.maxMs).max()
        else { return }
        range = "\(NumberText.milliseconds(least)) to \(NumberText.milliseconds(greatest)) ms"
        // At least a millisecond high, so that noise looks like noise.
        let room = max(greatest - least, 1)
        let place = { (value: Double) in (1 - (value - least) / room) * (Self.height - 4) + 2 }
        for run in Self.unbroken(points) {
            let places = run.compactMap { point -> Place? in
                guard let low = point.minMs, let middle = point.p50Ms, let high = point.maxMs else { return nil }
                let x = (point.tS - last + Self.span) / Self.span * Self.width
                return Place(x: max(0, x), low: place(low), middle: place(middle), high: place(high))
            }
            line += Self.path(places.map { ($0.x, $0.middle) })
            band += Self.path(places.map { ($0.x, $0.high) } + places.reversed().map { ($0.x, $0.low) }) + "Z"
        }
    }

    /// Points in a row of which each has a delay: a line does not cross a hole.
    private static func unbroken(_ points: [LivePoint]) -> [[LivePoint]] {
        var runs: [[LivePoint]] = []
        var isOpen = false
        for point in points {
            guard point.p50Ms != nil else {
                isOpen = false
                continue
            }
            if isOpen {
                runs[runs.count - 1].append(point)
            } else {
                runs.append([point])
                isOpen = true
            }
        }
        return runs
    }

    private static func path(_ places: [(Double, Double)]) -> String {
        places.enumerated().map { index, place in
            "\(index == 0 ? "M" : "L")\(NumberText.fixed(place.0, decimals: 1)) \(NumberText.fixed(place.1, decimals: 1))"
        }.joined()
    }
}
