import LabModel
import LabTesting
import Testing

@testable import Estimation

/// The figures against a player that somebody else could have written.
@Suite(.heavy) struct PacedPlayerTests {
    @Test(arguments: 0..<20) func theLeastDelayIsTheOneThatAViewerNeeds(seed: UInt64) throws {
        let delivery = SegmentedDelivery(seed: seed)
        let playout = try #require(delivery.planted(seed: seed).playout)
        let least = try #require(playout.leastDelayNoStallMs)
        let ample = PacedPlayer(delivery, delay: least + 50)
        #expect(ample.stalls == 0)
        #expect(ample.shown.count > 700)
        #expect(PacedPlayer(delivery, delay: least - 50).stalls >= 1)
    }

    @Test func segmentsOfASecondNeedMoreThanASecond() throws {
        for seed in UInt64(0)..<10 {
            let summary = SegmentedDelivery(seed: seed).planted(seed: seed).summarize()
            let operating = try #require(summary.playout?.operatingDelayMs)
            let arrival = try #require(summary.arrivalDelayMs?.p5)
            // The last frame of each segment comes soon; that is not the delay at which the segment can be watched.
            #expect(arrival < 700)
            #expect(operating > 1_000)
            #expect(operating < 2_000)
            #expect(summary.frames.backlog == 75)
        }
    }

    @Test func aSegmentedProviderIsRankedByItsOperatingDelay() throws {
        var segmented = SegmentedDelivery(seed: 3).planted(seed: 3).summarize()
        segmented.run.provider = "hls"
        var steady = Planted()
        (0..<251).forEach { steady.show($0, delayMs: 1_000) }
        var continuous = steady.summarize()
        continuous.run.provider = "steady"
        let ranking = try Ranking([segmented, continuous])
        #expect(ranking.key == .operatingDelay)
        #expect(ranking.entries.map(\.provider) == ["steady", "hls"])
        // At the median its frames come sooner.
        #expect((segmented.arrivalDelayMs?.p50 ?? .infinity) < 995)
    }
}
