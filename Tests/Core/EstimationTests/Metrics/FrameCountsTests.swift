import LabModel
import Testing

@testable import Estimation

@Suite struct FrameCountsTests {
    @Test func theLedgersCountsAreTold() {
        let run = Planted(frames: 5..<20)
        let ledger = FrameLedger(run.trace)
        #expect(run.summarize().frames == ledger.counts)
        #expect(ledger.brokenInvariants.isEmpty)
    }

    @Test func countsThatDoNotAddUpAreTold() {
        var ledger = FrameLedger(Planted(frames: 0..<251).trace)
        ledger.counts.marked += 1
        ledger.counts.dropped = -1
        #expect(
            ledger.brokenInvariants == [
                "decoded 250 is not marked + duplicated + repeated + backlog + unreadable = 251",
                "dropped -1 or unresolved 0 is negative",
            ]
        )
        ledger.counts.dropped = 0
        #expect(
            ledger.brokenInvariants.last == "expected 250 is not marked + filled + dropped + unresolved = 251"
        )
    }
}
