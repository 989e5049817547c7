import Foundation
import LabModel
import Testing

@Suite struct ClockExchangeTests {
    @Test func offsetAndRoundTrip() {
        let instant = { (ms: Double) in WallTime(nanoseconds: 0) + .milliseconds(ms) }
        let exchange = ClockExchange(t1: instant(10), t2: instant(115), t3: instant(116), t4: instant(21), answer: nil)
        #expect(exchange.offset == .milliseconds(100))
        #expect(exchange.roundTrip == .milliseconds(10))
    }

    @Test func theAnswersKeysAreTheContracts() throws {
        let answer = ClockAnswer(
            t1: nil,
            t2: WallTime(nanoseconds: 2),
            t3: WallTime(nanoseconds: 3),
            bootID: "b",
            streamID: StreamID(rawValue: 4),
            newestFrame: 5,
            newestStamp: WallTime(nanoseconds: 6)
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(answer), as: UTF8.self)
        #expect(
            text
                == #"{"boot_id":"b","error_bound_ms":null,"monotonic":null,"newest_frame":5,"newest_stamp":6,"stream_id":4,"#
                + #""synchronized":null,"t1":null,"t2":2,"t3":3}"#
        )
        #expect(try JSONDecoder().decode(ClockAnswer.self, from: Data(text.utf8)) == answer)
        // Answers that were stored before there was such a key.
        let older = text.replacing(#""monotonic":null,"#, with: "")
        #expect(try JSONDecoder().decode(ClockAnswer.self, from: Data(older.utf8)) == answer)
    }
}
