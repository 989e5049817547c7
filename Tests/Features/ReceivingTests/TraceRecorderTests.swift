import LabModel
import Testing

@testable import Receiving

@Suite struct TraceRecorderTests {
    private let start = WallTime(nanoseconds: 1_000_000_000_000)

    @Test func eventsHaveTheTimeSinceJoin() {
        let recorder = TraceRecorder(join: start)
        let event = recorder.note("a", "text", at: start + .milliseconds(1_500))
        #expect(event == RunEvent(tS: 1.5, code: "a", text: "text"))
        #expect(recorder.trace.events == [RunEvent(tS: 1.5, code: "a", text: "text")])
    }

    @Test func aFloodOfOneEventHidesNoOther() {
        let recorder = TraceRecorder(join: start)
        for _ in 0..<10_000 {
            recorder.note("broken_unit", "x", at: start)
        }
        #expect(recorder.note("broken_unit", "x", at: start) == nil)
        #expect(recorder.note("resolution_changed", "y", at: start) != nil)
        #expect(recorder.trace.events.count == TraceRecorder.eventsPerCode + 1)
    }

    @Test func gapsHaveALimit() {
        let recorder = TraceRecorder(join: start)
        let gap = TimeGap(start: start, end: start + .seconds(1))
        for _ in 0...TraceRecorder.maximumGaps {
            recorder.noteStall(gap)
            recorder.noteReconnect(gap)
        }
        #expect(recorder.trace.stalls.count == TraceRecorder.maximumGaps)
        #expect(recorder.trace.reconnects.count == TraceRecorder.maximumGaps)
    }
}
