import LabModel

extension FrameLedger {
    /// Counts pictures by class and numbers by what became of them.
    mutating func count(_ trace: Trace) {
        countPictures(trace)
        guard isNumbered, !streams.isEmpty else { return }
        countNumbers()
    }

    private mutating func countPictures(_ trace: Trace) {
        var highest = [Int64?](repeating: nil, count: streams.count)
        var byCause: [UnreadableCause: Int] = [:]
        for (index, sample) in trace.samples.enumerated() {
            let kind = classes[index]
            if kind != .after, Self.isAccessUnit(sample) {
                counts.received += 1
            }
            if kind.countsAsDecoded {
                counts.decoded += 1
            }
            let isBelow = isNumbered && isBelowHighest(sample, &highest)
            switch kind {
            case .fresh:
                counts.marked += 1
                counts.outOfOrder += isBelow ? 1 : 0
                counts.negativeDelay += (sample.frameDelay ?? .zero) < .zero ? 1 : 0
            case .duplicated: counts.duplicated += 1
            case .repeated: counts.repeated += 1
            case .backlog: counts.backlog += 1
            case .unreadable, .filled: byCause[sample.unreadable ?? .noCode, default: 0] += 1
            case .noPicture, .after: break
            }
        }
        counts.unreadable = byCause.values.reduce(0, +)
        counts.unreadableBy = Dictionary(uniqueKeysWithValues: byCause.map { ($0.key.rawValue, $0.value) })
    }

    /// Whether a mark's number is below the highest that its stream has shown; raises the highest otherwise.
    private func isBelowHighest(_ sample: Sample, _ highest: inout [Int64?]) -> Bool {
        guard sample.decoded != nil, let stamp = sample.stamp else { return false }
        guard let stream = stream(of: stamp), let place = place(of: stamp) else { return false }
        if let top = highest[stream], place < top {
            return true
        }
        highest[stream] = place
        return false
    }

    private mutating func countNumbers() {
        var expected = 0
        var missing = 0
        var missingAtEnd = 0
        for stream in streams {
            expected += Int(max(0, stream.last - stream.first + 1)) - stream.missingInHoles
            stream.forEachGap { missing += $0.count }
            missingAtEnd += stream.missingAtEnd
        }
        let filled = classes.count { $0 == .filled }
        counts.expected = expected
        counts.filled = filled
        counts.dropped = missing - (filled - filledAtEnd)
        counts.unresolved = missingAtEnd - filledAtEnd
    }

    /// How many frames were sent in the measured stretch that no picture showed; 0 where nobody knows.
    var unseen: Int {
        max(0, (counts.expected ?? counts.marked) - counts.marked)
    }

    private static func isAccessUnit(_ sample: Sample) -> Bool {
        sample.arrival != nil || sample.size.bytes > 0 || sample.decoded == nil
    }

    /// The sums that hold in every run, and do not in this one: always empty, unless the lab counts wrongly.
    var brokenInvariants: [String] {
        var broken: [String] = []
        let pictures = counts.marked + counts.duplicated + counts.repeated + counts.backlog + counts.unreadable
        if counts.decoded != pictures {
            broken.append(
                "decoded \(counts.decoded) is not marked + duplicated + repeated + backlog + unreadable = \(pictures)"
            )
        }
        guard let expected = counts.expected, let filled = counts.filled else { return broken }
        let (dropped, unresolved) = (counts.dropped ?? 0, counts.unresolved ?? 0)
        let frames = counts.marked + filled + dropped + unresolved
        if expected != frames {
            broken.append("expected \(expected) is not marked + filled + dropped + unresolved = \(frames)")
        }
        if min(dropped, unresolved) < 0 {
            broken.append("dropped \(dropped) or unresolved \(unresolved) is negative")
        }
        return broken
    }
}
