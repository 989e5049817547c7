import LabModel
import Testing

@testable import Estimation

@Suite struct StreamerFactsTests {
    private func run(stream: StreamID = Planted.stream) -> Planted {
        var run = Planted()
        for number in 0..<101 {
            run.show(number, stream: stream) { $0.stamp?.latenessTicks = UInt16(number * 3) }
        }
        return run
    }

    @Test func latenessComesFromTheMarks() {
        let streamer = run().summarize().streamer
        #expect(streamer?.latenessMs == Summary.Spread(p50: 15, p95: 28.5, max: 30))
        // Above half of 40 ms: from 20.1 ms.
        #expect(streamer?.late == 34)
        #expect(streamer?.ticks == nil)
    }

    /// A streamer that has served for days says how late it was in days.
    @Test func theMarksOfTheRunGoBeforeTheStreamersOwnWords() {
        var (own, foreign) = (run(), run(stream: .foreign))
        var streamer = Summary.Streamer()
        streamer.latenessMs = Summary.Spread(p50: 1, p95: 2, max: 3)
        (streamer.ticks, streamer.late) = (102, 5)
        (own.trace.streamer, foreign.trace.streamer) = (streamer, streamer)
        #expect(foreign.summarize().streamer == streamer)
        streamer.latenessMs = Summary.Spread(p50: 15, p95: 28.5, max: 30)
        #expect(own.summarize().streamer == streamer)
    }

    @Test func foreignMarksSayNothingOfLateness() {
        #expect(run(stream: .foreign).summarize().streamer == nil)
    }
}
