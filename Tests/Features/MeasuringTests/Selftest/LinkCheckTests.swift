import LabModel
import LabTesting
import Machine
import Relaying
import RunStore
import Testing

@testable import Measuring

@Suite(.realTime, .timeLimit(.minutes(15))) struct LinkCheckTests {
    private func rows(extra: Double, packets: Int = 1_000, lost: Int = 10) -> [SelftestRow] {
        let planted = PlantedReception(count: 40)
        let held: (Int) -> Latency = { .milliseconds($0.isMultiple(of: 2) ? 56 : 64) }
        let comparison = HoldComparison(
            relayed: planted.samples { .milliseconds(5 + extra) + held($0) },
            direct: planted.samples { _ in .milliseconds(5) },
            log: planted.log(held: held),
            settling: .zero
        )
        var tally = LaneTally()
        (tally.packets, tally.lost) = (packets, lost)
        return LinkCheck.rows(of: comparison, tally: tally)
    }

    @Test func rowsSayHowFarTheMeasurementIsFromTheSchedule() {
        let rows = rows(extra: 0.5)
        #expect(rows.map(\.planted)[2...] == [10, 40])
        #expect(rows[0].planted == 60 && rows[0].measured == 60.5 && rows[0].error == 0.5)
        #expect(abs(rows[1].planted - 4) < 0.1 && rows[1].measured == rows[1].planted)
        #expect(rows[2].measured == 10 && rows[3].measured == 40)
        #expect(rows.allSatisfy { $0.isWithin })
    }

    @Test func whatWasNotPlantedIsOutside() {
        #expect(rows(extra: 3).map(\.isWithin) == [false, true, true, true])
        #expect(rows(extra: 0, lost: 30).map(\.isWithin) == [true, true, false, true])
        #expect(
            !LinkCheck.rows(of: HoldComparison(relayed: [], direct: [], log: RelayLog()), tally: LaneTally())
                .contains { $0.isWithin }
        )
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
        #expect(rows.count == 4)
        #expect(rows[0].planted >= 48 && (rows[0].measured ?? 0) > 30)
        #expect(rows[2].isWithin && rows[3].isWithin, "\(rows)")
    }
}
