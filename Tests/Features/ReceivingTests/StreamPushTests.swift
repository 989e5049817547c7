import LabModel
import Testing

@testable import Receiving

@Suite struct StreamPushTests {
    private static func counters(_ edits: [(inout PushCounters) -> Void]) -> StreamerCounters {
        var counters = StreamerCounters()
        counters.pushes = edits.map { edit in
            var push = PushCounters(url: "rtmp://h/…")
            (push.connects, push.frames) = (1, 90)
            edit(&push)
            return push
        }
        return counters
    }

    @Test func whatWentWrongIsCounted() {
        let push = StreamPush(targets: 2..<4) { $0 == 2 ? "refused" : nil }
        let counters = Self.counters([
            { $0.failures = 99 },
            { ($0.failures, $0.dropped, $0.connects) = (3, 10, 2) },
            { ($0.failures, $0.connects) = (1, 4) },
        ])
        let events = push.events(counters)
        #expect(
            events.map(\.code) == [
                "push_failed", "push_dropped", "push_reconnected", "push_failed", "push_reconnected",
            ]
        )
        #expect(
            events.map(\.text) == [
                "push 2 (rtmp://h/…) failed 3 times, last: refused.",
                "push 2 (rtmp://h/…) did not send 10 of 100 frames.",
                "push 2 (rtmp://h/…) connected again once.",
                "push 3 (rtmp://h/…) failed once.",
                "push 3 (rtmp://h/…) connected again 3 times.",
            ]
        )
    }

    @Test func aGoodPushHasNoEvents() {
        #expect(StreamPush(targets: 1..<2) { _ in nil }.events(Self.counters([{ _ in }])).isEmpty)
        #expect(StreamPush(targets: 1..<2) { _ in nil }.events(nil).isEmpty)
    }

    @Test func aStreamerThatDoesNotAnswerHasStillSaidWhy() {
        let events = StreamPush(targets: 1..<2) { _ in "401" }.events(nil)
        #expect(events.map(\.text) == ["push 1 failed, last: 401."])
    }
}
