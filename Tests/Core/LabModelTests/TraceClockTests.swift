import LabModel
import Testing

@Suite struct TraceClockTests {
    private static func trace(_ method: ClockMethod, isDirect: Bool) -> Trace {
        let time = WallTime(nanoseconds: 5)
        let answer = ClockAnswer(
            t1: nil,
            t2: time,
            t3: time,
            bootID: "b",
            streamID: StreamID(rawValue: 7),
            newestFrame: nil,
            newestStamp: nil
        )
        var trace = Trace()
        trace.clockMethod = method
        trace.isClockDirect = isDirect
        trace.exchanges = [
            ClockExchange(t1: time, t2: time, t3: time, t4: time, answer: answer),
            ClockExchange(t1: time, t2: time, t3: time, t4: time, answer: nil),
        ]
        return trace
    }

    @Test func onlyWhatAskedTheComparedClockCounts() {
        #expect(Self.trace(.http, isDirect: true).clockExchanges.count == 2)
        #expect(Self.trace(.ntp, isDirect: true).clockExchanges.count == 2)
        #expect(Self.trace(.ntp, isDirect: false).clockExchanges.map { $0.answer == nil } == [true])
        for method in [ClockMethod.sameHost, .trace, .none] {
            #expect(Self.trace(method, isDirect: true).clockExchanges.isEmpty)
        }
    }
}
