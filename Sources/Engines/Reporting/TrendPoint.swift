public import LabModel

/// What the delay was during one stretch of a run.
public struct TrendPoint: Hashable, Sendable {
    /// The stretch's middle, in seconds from the first marked picture.
    public var seconds: Double
    /// The median frame delay in milliseconds; nil where no frame was decoded: a gap.
    public var delayMs: Double?
    /// The least frame delay in milliseconds; nil in a gap.
    public var lowMs: Double?
    /// The largest frame delay in milliseconds; nil in a gap.
    public var highMs: Double?

    /// Makes a point of one delay, or a gap where `delayMs` is nil.
    public init(seconds: Double, delayMs: Double?) {
        self.seconds = seconds
        self.delayMs = delayMs
        lowMs = delayMs
        highMs = delayMs
    }

    /// Makes a point of several delays, not empty.
    init(seconds: Double, delays: [Double]) {
        let sorted = delays.sorted()
        self.seconds = seconds
        delayMs = sorted.isEmpty ? nil : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        lowMs = sorted.first
        highMs = sorted.last
    }
}

extension TrendPoint {
    /// The delay over time of the frames that count for delays: decoded, marked, no backlog, with a known clock offset.
    ///
    /// The run is cut into equal stretches, each at least two usual frame intervals long, so that a stretch without a
    /// frame is a gap and not an accident of the cutting. Least and largest delay of each stretch are kept.
    /// - Parameters:
    ///   - samples: what was observed, in any order.
    ///   - limit: how many points at most, at least 1.
    /// - Returns: points in order of time; empty where no frame has a delay.
    public static func reduce(samples: some Sequence<Sample>, to limit: Int = 400) -> [TrendPoint] {
        var instants: [(nanoseconds: Int64, delayMs: Double)] = []
        for sample in samples where !sample.isBacklog {
            if let decoded = sample.decoded, let delay = sample.frameDelay {
                instants.append((decoded.nanoseconds, delay.milliseconds))
            }
        }
        instants.sort { $0.nanoseconds < $1.nanoseconds }
        guard let first = instants.first, let last = instants.last else { return [] }
        let span = Double(last.nanoseconds - first.nanoseconds)
        let count = stretches(of: instants.map(\.nanoseconds), span: span, limit: max(1, limit))
        var groups = [[Double]](repeating: [], count: count)
        for instant in instants {
            let place = span > 0 ? Double(instant.nanoseconds - first.nanoseconds) / span * Double(count) : 0
            groups[min(count - 1, Int(place))].append(instant.delayMs)
        }
        return groups.enumerated().map { index, delays in
            TrendPoint(seconds: (Double(index) + 0.5) * span / Double(count) / 1e9, delays: delays)
        }
    }

    private static func stretches(of instants: [Int64], span: Double, limit: Int) -> Int {
        let intervals = zip(instants.dropFirst(), instants).map { $0 - $1 }.sorted()
        guard let usual = intervals.isEmpty ? nil : intervals[intervals.count / 2], usual > 0 else { return 1 }
        return max(1, min(limit, Int(span / (2 * Double(usual)))))
    }
}
