import LabModel
import LabTesting
import Testing

@testable import Receiving

/// Whether a run's streamer is on the receiver's machine.
@Suite(.realTime) struct LocalStreamTests {
    private func trace(_ method: ClockMethod, boots: [String?]) -> Trace {
        var trace = Trace()
        trace.clockMethod = method
        let instant = WallTime(nanoseconds: 5)
        trace.exchanges = boots.map { boot in
            let answer = boot.map {
                ClockAnswer(
                    t1: instant,
                    t2: instant,
                    t3: instant,
                    bootID: $0,
                    streamID: StreamID(rawValue: 1),
                    newestFrame: nil,
                    newestStamp: nil,
                    errorBoundMs: nil,
                    synchronized: nil
                )
            }
            return ClockExchange(t1: instant, t2: instant, t3: instant, t4: instant, answer: answer)
        }
        return trace
    }

    @Test(
        arguments: [
            (ClockMethod.http, ["here"], true), (.http, ["there"], false), (.http, [], false),
            (.ntp, [nil, "here"], true),
            (.ntp, [nil], false), (.none, ["here"], true), (.none, [], false), (.sameHost, [], true),
        ] as [(ClockMethod, [String?], Bool)]
    )
    func itIsProvenByABootIDOrStated(method: ClockMethod, boots: [String?], isHere: Bool) {
        #expect(trace(method, boots: boots).isFromMachine(bootID: "here") == isHere)
    }

    @Test func unknownMachinesAreNotTheSame() {
        #expect(!trace(.http, boots: [""]).isFromMachine(bootID: ""))
        #expect(!trace(.http, boots: [nil]).isFromMachine(bootID: ""))
    }
}
