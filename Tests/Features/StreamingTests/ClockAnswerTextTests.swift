import Foundation
import LabModel
import LabTesting
import Testing

@testable import Streaming

@Suite struct ClockAnswerTextTests {
    private static func answer(_ text: String) throws -> ClockAnswer {
        try JSONDecoder().decode(ClockAnswer.self, from: Data(text.utf8))
    }

    @Test func everyKeyIsThereAndComesBack() throws {
        let clock = ManualClock()
        let t2 = clock.now()
        let drift = try #require(
            ClockDrift(
                taskMetadata: Array(
                    #"{"ClockDrift":{"ClockErrorBound":0.25,"ClockSynchronizationStatus":"SYNCHRONIZED"}}"#.utf8
                )
            )
        )
        clock.advance(by: .milliseconds(1))
        let text = ClockAnswerText(
            t1: WallTime(nanoseconds: 77),
            t2: t2,
            bootID: "0a-f9",
            streamID: StreamID(rawValue: .max),
            newest: (FrameNumber(12), t2 - .milliseconds(5)),
            drift: drift
        ).leaving(by: clock)
        let expected = ClockAnswer(
            t1: WallTime(nanoseconds: 77),
            t2: t2,
            t3: t2 + .milliseconds(1),
            bootID: "0a-f9",
            streamID: StreamID(rawValue: .max),
            newestFrame: FrameNumber(12),
            newestStamp: t2 - .milliseconds(5),
            errorBoundMs: drift.errorBound?.milliseconds,
            synchronized: true,
            monotonic: MonotonicTime(nanoseconds: 1_000_000)
        )
        #expect(try Self.answer(text) == expected)
    }

    @Test func whatIsUnknownIsNull() throws {
        let text = ClockAnswerText(
            t1: nil,
            t2: WallTime(nanoseconds: -5),
            bootID: "\"\\\n",
            streamID: StreamID(rawValue: 1),
            newest: nil,
            drift: ClockDrift(kernel: nil, isHard: true)
        ).leaving(by: ManualClock(at: WallTime(nanoseconds: -4)))
        #expect(
            text
                == #"{"boot_id":"","error_bound_ms":null,"newest_frame":null,"newest_stamp":null,"stream_id":1,"#
                + #""synchronized":false,"t1":null,"t2":-5,"t3":-4,"monotonic":0}"#
        )
    }
}
