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

    @Test func theStreamersOwnWordsGoFirst() {
        var run = run()
        var streamer = Summary.Streamer()
        streamer.latenessMs = Summary.Spread(p50: 1, p95: 2, max: 3)
        streamer.ticks = 102
        run.trace.streamer = streamer
        #expect(run.summarize().streamer == streamer)
    }

    @Test func foreignMarksSayNothingOfLateness() {
        #expect(run(stream: .foreign).summarize().streamer == nil)
    }
}
