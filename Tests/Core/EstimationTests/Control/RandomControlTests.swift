import LabModel
import LabTesting
import Testing

@testable import Estimation

/// A control stream made at random beside a random run, and what follows from both by definition.
private struct RandomControl {
    struct Picture {
        var number: Int
        var isReadable: Bool
        var atMs: Double
    }

    let run: RandomRun
    var pictures: [Picture] = []

    init(seed: UInt64) {
        run = RandomRun(seed: seed)
        var random = SeededGenerator(seed: seed &+ 1_000_000)
        var latest = 0.0
        for number in 0..<(run.measured.upperBound + Int.random(in: 0...10, using: &random)) {
            let earliest = Double(number) * 40 + Double(Int.random(in: 1...90, using: &random))
            latest = max(latest + 1, earliest)
            switch Int.random(in: 0..<20, using: &random) {
            case 0, 1: break
            case 2: pictures.append(Picture(number: number, isReadable: false, atMs: latest))
            case 3:
                latest += 7
                pictures += [7, 0].map { Picture(number: number, isReadable: true, atMs: latest - $0) }
            case 4 where !pictures.isEmpty:
                let older = pictures[Int.random(in: 0..<pictures.count, using: &random)].number
                latest += 1
                pictures += [(number, latest - 1), (older, latest)].map {
                    Picture(number: $0.0, isReadable: true, atMs: $0.1)
                }
            case 5 where !pictures.isEmpty:
                latest += 1
                let swapped = pictures.removeLast()
                pictures.append(Picture(number: number, isReadable: true, atMs: swapped.atMs))
                pictures.append(Picture(number: swapped.number, isReadable: swapped.isReadable, atMs: latest))
            default: pictures.append(Picture(number: number, isReadable: true, atMs: latest))
            }
        }
    }

    var planted: Planted {
        var planted = run.planted
        planted.trace.controlKind = .stream
        for picture in pictures {
            planted.showControl(picture.number, delayMs: picture.atMs - Double(picture.number) * 40) { sample in
                sample.stamp = picture.isReadable ? sample.stamp : nil
            }
        }
        return planted
    }

    private func shown(_ number: Int) -> Double? {
        run.pictures.first { $0.isReadable && $0.number == number }?.atMs
    }

    private func shownBeside(_ number: Int) -> Double? {
        pictures.first { $0.isReadable && $0.number == number }?.atMs
    }

    var counts: [Int] {
        let both = run.measured.map { (shown($0) != nil, shownBeside($0) != nil) }
        return [both.count { $0.0 && $0.1 }, both.count { $0.0 && !$0.1 }, both.count { !$0.0 && $0.1 }]
    }

    var differences: [Double] {
        run.measured.compactMap { number in
            guard let shown = shown(number), let beside = shownBeside(number) else { return nil }
            return shown - beside
        }
    }

    var signals: (resolved: [Double], bounds: [Double]) {
        var (resolved, bounds): ([Double], [Double]) = ([], [])
        for number in run.measured {
            guard let beside = shownBeside(number) else { continue }
            if let shown = run.pictures.filter({ $0.isReadable && $0.number >= number }).map(\.atMs).min() {
                resolved.append(shown - beside)
            } else {
                bounds.append(run.drainedMs - beside)
            }
        }
        return (resolved, bounds)
    }
}

@Suite(.heavy) struct RandomControlTests {
    @Test(arguments: 0..<4) func agreesWithTheSlowReference(batch: UInt64) throws {
        for seed in batch * 50..<(batch + 1) * 50 {
            let random = RandomControl(seed: seed)
            let run = MeasuredRun(random.planted.trace, options: .init())
            var summary = Summary(run: .init(manifest: Planted.manifest, startedAt: "", endReason: .duration))
            for metric in [RelativeToControl.self, RelativeSignal.self] as [any Metric.Type] {
                metric.measure(run, into: &summary)
            }
            let delay = try #require(summary.relativeToControlMs)
            #expect([delay.matched, delay.onlyTest, delay.onlyControl] == random.counts, "seed \(seed)")
            #expect(delay.matched + delay.onlyTest == run.ledger.counts.marked, "seed \(seed)")
            compare(delay.values, random.differences, seed)
            let (resolved, bounds) = random.signals
            #expect(summary.relativeSignalMs?.censored ?? 0 == bounds.count, "seed \(seed)")
            compare(summary.relativeSignalMs?.values ?? Distribution(), resolved + bounds, seed)
        }
    }

    private func compare(_ values: Distribution, _ wanted: [Double], _ seed: UInt64) {
        let sorted = wanted.sorted()
        #expect(values.n == sorted.count, "seed \(seed)")
        let pairs = [
            (values.min, sorted.first), (values.max, sorted.last), (values.mean, Moments.mean(sorted)),
            (values.p50, Percentile.of(sorted: sorted, 0.5)), (values.p95, Percentile.of(sorted: sorted, 0.95)),
        ]
        for (found, wanted) in pairs {
            #expect(abs((found ?? 0) - (wanted ?? 0)) < 1e-6 && (found == nil) == (wanted == nil), "seed \(seed)")
        }
    }
}
