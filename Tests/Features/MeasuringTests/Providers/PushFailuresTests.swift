import Testing

@testable import Measuring

@Suite struct PushFailuresTests {
    @Test func theLastReasonOfEachTargetIsKept() {
        let failures = PushFailures()
        failures.add("warning streamer: push_failed reason=pushing failed: a retry_in=500 ms target=2 url=rtmp://h:1/…")
        failures.add("warning streamer: push_failed reason=refused target=x retry_in=1 s target=2 url=rtmp://h:1/…")
        failures.add("warning streamer: push_failed reason=401 target=11 url=http://h/…")
        #expect(failures.last(of: 2) == "refused target=x")
        #expect(failures.last(of: 11) == "401")
        #expect(failures.last(of: 1) == nil)
    }

    @Test(arguments: [
        "", "push_failed", "warning streamer: push_dropped frames=2 target=1", "x push_failed reason=a target= url=b",
        "x push_failed reason=a target=99999999999999999999 url=b", "x push_failed reason=a target=65 url=b",
    ])
    func otherLinesArePassedOver(line: String) {
        let failures = PushFailures()
        failures.add(line)
        #expect((0...70).allSatisfy { failures.last(of: $0) == nil })
    }

    @Test func aReasonHasALimit() {
        let failures = PushFailures()
        failures.add("x push_failed reason=\(String(repeating: "a", count: 5_000)) target=1 url=b")
        #expect(failures.last(of: 1)?.count == 500)
    }
}
