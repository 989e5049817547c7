import LabModel

/// The gaps of numbers that no picture explains, each told where the next frame was seen.
struct DroppedGaps {
    /// One gap.
    struct Gap {
        /// The sample of the next frame that was seen.
        var next: Int
        /// Frames dropped, above 0.
        var frames: Int
    }

    /// By ascending sample; their frames add up to `frames.dropped`.
    private(set) var gaps: [Gap] = []

    init(_ ledger: FrameLedger) {
        guard ledger.counts.dropped != nil else { return }
        for stream in ledger.streams {
            stream.forEachGap { numbers in
                let next = stream.seen.firstIndex(fromSorted: { $0.number > numbers.upperBound })
                guard next < stream.seen.count else { return }
                gaps.append(Gap(next: stream.seen[next].index, frames: numbers.count))
            }
        }
        gaps.sort { $0.next < $1.next }
        fill(ledger)
        gaps.removeAll { $0.frames == 0 }
    }

    /// Takes off what unreadable pictures fill: each fills the gap that ends behind it, and where those are full the one
    /// before, since pictures may be decoded in another order than they are shown.
    private mutating func fill(_ ledger: FrameLedger) {
        let filled = ledger.classes.indices.filter { ledger.classes[$0] == .filled }
        var place = 0
        // Those above the highest number seen come last, and lie in no gap.
        for index in filled.dropLast(ledger.filledAtEnd) {
            while place < gaps.count, gaps[place].next <= index || gaps[place].frames == 0 {
                place += 1
            }
            if place < gaps.count {
                gaps[place].frames -= 1
            } else if let before = gaps.lastIndex(where: { $0.frames > 0 }) {
                gaps[before].frames -= 1
            }
        }
    }
}
