import LabModel
import Testing

@testable import Relaying

@Suite struct TCPRecoveryTests {
    private let sent = MonotonicTime(nanoseconds: 0)

    private func recovery(way: Double = 50, delay: Double = 50, jitter: Double = 0) -> TCPRecovery {
        let link = Link(delay: .milliseconds(delay), jitter: .milliseconds(jitter))
        let passage = LinkLane.Passage(departs: sent, arrives: sent + .milliseconds(way))
        return TCPRecovery(passage: passage, sent: sent, link: link)
    }

    @Test func theRoundTripIsTheSegmentsOwnWayAndTheDelayBack() {
        #expect(recovery().roundTrip == .milliseconds(100))
        #expect(recovery(way: 250).roundTrip == .milliseconds(300))
    }

    @Test func theTimeoutIsTheRoundTripAndFourJittersButAtLeast200Milliseconds() {
        #expect(recovery().timeout == .milliseconds(300))
        #expect(recovery(delay: 300, jitter: 40).timeout == .milliseconds(550))
        #expect(recovery(delay: 300, jitter: 60).timeout == .milliseconds(590))
    }

    @Test func silenceIsEndedByAProbeOrTheTimeout() {
        #expect(recovery().silence(isAlone: true) == .milliseconds(300))
        #expect(recovery().silence(isAlone: false) == .milliseconds(202))
        #expect(recovery(way: 200, delay: 200).silence(isAlone: false) == .milliseconds(600))
    }

    @Test func theFirstSegmentBehindTellsAfterAQuarterAndTheThirdAtOnce() {
        let arrives = sent + .milliseconds(60)
        #expect(recovery().repaired(afterArrival: arrives, place: 1) == sent + .milliseconds(185))
        #expect(recovery().repaired(afterArrival: arrives, place: 2) == nil)
        #expect(recovery().repaired(afterArrival: arrives, place: 3) == sent + .milliseconds(160))
        #expect(recovery().repaired(afterArrival: arrives, place: 4) == nil)
    }

    @Test(arguments: [(0, 0), (1, 300), (2, 900), (3, 2_100), (6, 18_900), (60, 18_900), (-1, 0)] as [(Int, Double)])
    func eachLostRepetitionCostsATimeoutTwiceAsLong(losses: Int, milliseconds: Double) {
        #expect(recovery().delay(repeatedLosses: losses) == .milliseconds(milliseconds))
    }
}
