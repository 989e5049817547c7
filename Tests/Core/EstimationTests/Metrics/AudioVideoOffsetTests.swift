import LabModel
import Testing

@testable import Estimation

@Suite struct AudioVideoOffsetTests {
    /// Beeps with every 25th frame, each so many milliseconds before its picture.
    private func run(_ leadsMs: [Double]) -> Planted {
        var run = Planted(frames: 0..<251)
        for (index, lead) in leadsMs.enumerated() {
            let picture = Latency.seconds(Double(index))
            run.trace.avOffsets.append(
                AVOffset(
                    number: FrameNumber(UInt32(25 * index)),
                    decoded: Planted.at(ms: 1_000 * Double(index)),
                    picture: picture,
                    sound: picture - .milliseconds(lead)
                )
            )
        }
        return run
    }

    @Test func theMedianIsTakenAndALaterPictureIsPositive() {
        #expect(run([40, 42, 300]).summarize().avOffsetMs == 42)
        #expect(run([-10, -20]).summarize().avOffsetMs == -15)
        #expect(run([0]).summarize().avOffsetMs == 0)
    }

    @Test func whatComesBehindTheEndTakesNoPart() {
        var late = run([10, 10, 10] + [Double](repeating: 500, count: 12))
        late.trace.end = Planted.at(ms: 3_000)
        #expect(late.summarize().avOffsetMs == 10)
        late.trace.end = nil
        #expect(late.summarize().avOffsetMs == 500)
    }

    @Test func withoutABeepNothingIsKnown() {
        #expect(run([]).summarize().avOffsetMs == nil)
    }
}
