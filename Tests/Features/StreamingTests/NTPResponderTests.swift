import LabModel
import LabTesting
import Testing

@testable import Streaming

@Suite struct NTPResponderTests {
    private static let streamID = StreamID(rawValue: 0xCAFE_0007)

    private static func responder(bound: Latency? = nil, clock: ManualClock) -> NTPResponder {
        NTPResponder(streamID: streamID, errorBound: { bound }, now: clock.monotonicNow())
    }

    private static func question(version: UInt8 = 4) -> NTPPacket {
        var question = NTPPacket()
        question.version = version
        question.poll = 6
        question.transmit = NTPTimestamp(rawValue: 0x0123_4567_89AB_CDEF)
        return question
    }

    @Test(arguments: [UInt8(3), 4])
    func answersAClientInItsOwnVersion(_ version: UInt8) throws {
        let clock = ManualClock()
        var responder = Self.responder(bound: .milliseconds(2), clock: clock)
        let t2 = clock.now()
        clock.advance(by: .microseconds(30))
        let reply = responder.answer(Self.question(version: version).bytes, t2: t2, clock: clock)
        let bytes = try #require(reply)
        #expect(bytes.count == 48)
        let answer = try #require(NTPPacket(bytes))
        #expect(answer.version == version && answer.mode == NTPPacket.Mode.server && answer.leap == 0)
        #expect(answer.stratum == 10 && answer.poll == 6 && answer.precision == -20)
        #expect(answer.referenceID == Self.streamID.rawValue)
        #expect(answer.origin == Self.question().transmit)
        #expect(answer.receive.time(near: t2) == t2 && answer.reference.time(near: t2) == t2)
        #expect(answer.transmit.time(near: t2) == t2 + .microseconds(30))
        #expect(answer.rootDelay.latency == .zero)
        #expect(answer.rootDispersion.latency >= .milliseconds(2))
        #expect(answer.rootDispersion.latency < .milliseconds(2.02))
    }

    @Test func aClockThatNobodyKnowsIsSaidToBeFarOff() throws {
        let clock = ManualClock()
        var responder = Self.responder(clock: clock)
        let reply = responder.answer(Self.question().bytes, t2: clock.now(), clock: clock)
        let bytes = try #require(reply)
        #expect(NTPPacket(bytes)?.rootDispersion.latency == .seconds(1))
    }

    @Test func onlyClientsOfVersions3And4AreAnswered() {
        let clock = ManualClock()
        var responder = Self.responder(clock: clock)
        for version in UInt8(0)...7 {
            for mode in UInt8(0)...7 {
                var packet = Self.question(version: version)
                packet.mode = mode
                let answer = responder.answer(packet.bytes, t2: clock.now(), clock: clock)
                #expect((answer != nil) == (mode == 3 && (version == 3 || version == 4)))
            }
        }
    }

    @Test func anythingElseGetsNothingAndNoAnswerIsLongerThanItsQuestion() {
        let clock = ManualClock()
        var responder = Self.responder(clock: clock)
        var random = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...60, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            clock.advance(by: .milliseconds(2))
            let answer = responder.answer(bytes, t2: clock.now(), clock: clock)
            #expect(answer == nil || count == 48)
            #expect(answer.map(\.count) ?? 48 == 48)
        }
        #expect(responder.answer([], t2: clock.now(), clock: clock) == nil)
        let long = Self.question().bytes + [0]
        #expect(responder.answer(long, t2: clock.now(), clock: clock) == nil)
    }

    @Test func aFloodIsAnsweredInPart() {
        let clock = ManualClock()
        var responder = Self.responder(clock: clock)
        let question = Self.question().bytes
        var answered = 0
        // 10,000 questions a second for 2 s: the burst, and 1,000 a second.
        for _ in 0..<20_000 {
            clock.advance(by: .microseconds(100))
            answered += responder.answer(question, t2: clock.now(), clock: clock) == nil ? 0 : 1
        }
        #expect((2_390...2_410).contains(answered))
        clock.advance(by: .seconds(1))
        #expect(responder.answer(question, t2: clock.now(), clock: clock) != nil)
    }
}
