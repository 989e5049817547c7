import LabModel
import Testing

@testable import Estimation

@Suite struct RunLengthTests {
    @Test func fromTheFirstMarkedPictureToTheEnd() {
        #expect(Planted(frames: 0..<251).summarize().run.durationS == 9.98)
    }

    @Test func untilLookingEndedWhereThereIsNoEnd() {
        var run = Planted(frames: 0..<50)
        run.trace.end = nil
        #expect(run.summarize().run.durationS == 10.08)
        run.trace.drained = nil
        #expect(run.summarize().run.durationS == 1.96)
    }

    @Test func aStreamThatEndedLastsUntilItsLastPicture() {
        var run = Planted(frames: 0..<50)
        run.trace.end = nil
        run.trace.endReason = .endOfStream
        #expect(run.summarize().run.durationS == 1.96)
    }

    @Test func aFileLastsAsLongAsItsPictures() {
        var run = Planted()
        (0..<26).forEach { number in
            run.show(number, delayMs: -Double(number) * 39) { $0.presentationTime = .milliseconds(Double(number) * 40) }
        }
        run.trace.join = nil
        run.trace.clockMethod = .none
        #expect(run.summarize().run.durationS == 1)
    }

    @Test func unknownWithoutMarks() {
        var run = Planted()
        run.showUnreadable(0)
        #expect(run.summarize().run.durationS == nil)
    }
}
