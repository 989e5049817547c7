import LabModel
import LabTesting
import Machine
import Relaying
import RunStore
import Testing

@testable import Measuring

@Suite(.realTime, .timeLimit(.minutes(60))) struct LinkCheckTests {
    /// Frames that come as much later as the relay held them and a while more.
    private func comparison(extra: Double = 0, held: (Int) -> Double) -> HoldComparison {
        let planted = PlantedReception(count: 41)
        return HoldComparison(
            relayed: planted.samples { .milliseconds(5 + extra + held($0)) },
            direct: planted.samples { _ in .milliseconds(5) },
            log: planted.log { .milliseconds(held($0)) },
            settling: .zero
        )
    }

    /// Evenly from `middle - reach` to `middle + reach`, in another order than that of time.
    private func even(around middle: Double, reach: Double) -> (Int) -> Double {
        { middle - reach + 2 * reach * Double($0 * 7 % 41) / 40 }
    }

    private func tally(_ packets: Int, lost: Int) -> LaneTally {
        var tally = LaneTally()
        (tally.packets, tally.lost) = (packets, lost)
        return tally
    }

    @Test func theLinksOwnNumbersAreFoundInWhatArrived() throws {
        // Evenly over 10.792 ms: the quartiles are 5.396 ms apart, four standard deviations of a normal distribution's.
        let rows = LinkCheck.rows(late: comparison(held: even(around: 60, reach: 5.396)))
        #expect(rows.count == 5 && rows.allSatisfy { $0.isWithin })
        let (delay, jitter) = (try #require(rows[0].measured), try #require(rows[1].measured))
        #expect(rows[0].planted == 60 && abs(delay - 60) < 1e-6)
        #expect(rows[1].planted == 4 && abs(jitter - 4) < 1e-6)
        #expect(rows[2].error == 0 && rows[3].error == 0)
        #expect(rows[4].planted == 41 && rows[4].measured == 41)
    }

    @Test func aRelayThatDoesAsItsLogSaysAndNotAsItWasAskedIsOutside() {
        let delayed = LinkCheck.rows(late: comparison(held: even(around: 63, reach: 5.396)))
        #expect(delayed.map(\.isWithin) == [false, true, true, true, true])
        let still = LinkCheck.rows(late: comparison(held: even(around: 60, reach: 1)))
        #expect(still.map(\.isWithin) == [true, false, true, true, true])
        let rough = LinkCheck.rows(late: comparison(held: even(around: 60, reach: 10)))
        #expect(rough.map(\.isWithin) == [true, false, true, true, true])
    }

    @Test func framesThatComeOtherwiseThanTheLogSaysAreOutside() {
        let rows = LinkCheck.rows(late: comparison(extra: 2.5, held: even(around: 60, reach: 5.396)))
        #expect(rows.map(\.isWithin) == [false, true, false, true, true])
        #expect(rows[2].error == 2.5)
    }

    @Test(
        arguments: [
            // 5 % of 1,000 are 50, and 4 standard deviations 27.6.
            (1_000, 50, true), (1_000, 23, true), (1_000, 22, false), (1_000, 77, true), (1_000, 78, false),
            (400, 0, false),
        ]
    )
    func lossIsHeldToItsBinomialInterval(packets: Int, lost: Int, isWithin: Bool) {
        let rows = LinkCheck.rows(
            lossy: comparison(held: even(around: 10, reach: 1)),
            tally: tally(packets, lost: lost)
        )
        #expect(rows.map(\.isWithin) == [isWithin, true])
        #expect(rows[0].what == "a link's loss: segments lost of \(packets)")
    }

    @Test func whatWasNotMeasuredIsOutside() {
        let none = HoldComparison(relayed: [], direct: [], log: RelayLog())
        let rows = LinkCheck.rows(late: none) + LinkCheck.rows(lossy: none, tally: LaneTally())
        #expect(rows.count == 7 && !rows.contains { $0.isWithin })
    }

    /// The whole chain: streamer, link, two receivers; only what holds on a machine whose other tests take both cores.
    @Test func aStreamOverALinkIsMeasured() async throws {
        let folder = try TemporaryFolder()
        let lab = SelftestLab(
            store: try RunStore.open(folder.file("lab.sqlite")),
            clock: RunClock(SystemClock()),
            streamer: BuiltExecutable("streamer").path,
            onProgress: {}
        )
        let rows = try await LinkCheck().run(in: lab)
        #expect(rows.count == 7)
        #expect((rows[0].measured ?? 0) >= 48)
        #expect(rows[4].isWithin && rows[5].isWithin && rows[6].isWithin, "\(rows)")
    }
}
