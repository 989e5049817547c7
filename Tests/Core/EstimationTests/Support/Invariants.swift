import LabModel
import Testing

/// The two sums that hold in every run.
enum Invariants {
    static func check(_ summary: Summary) {
        let frames = summary.frames
        #expect(
            frames.decoded
                == frames.marked + frames.duplicated + frames.repeated + frames.backlog + frames.unreadable
        )
        #expect(!summary.events.contains { $0.code == "internal_error" })
        guard let expected = frames.expected else { return }
        let (filled, dropped, unresolved) = (frames.filled ?? -1, frames.dropped ?? -1, frames.unresolved ?? -1)
        #expect(expected == frames.marked + filled + dropped + unresolved)
        #expect(min(filled, dropped, unresolved) >= 0)
        #expect(frames.unreadable == frames.unreadableBy.values.reduce(0, +))
    }
}
