import LabModel
import LabTesting
import Machine
import Relaying
import RunStore
import Testing

@testable import Measuring

@Suite(.realTime, .timeLimit(.minutes(60))) struct HoldCheckTests {
    private func rows(extra: Double) -> [SelftestRow] {
        let planted = PlantedReception(count: 40)
        let comparison = HoldComparison(
            relayed: planted.samples { _ in .milliseconds(55 + extra) },
            direct: planted.samples { _ in .milliseconds(5) },
            log: planted.log { _ in .milliseconds(50) },
            settling: .zero
        )
        return HoldCheck.rows(of: comparison, hold: .milliseconds(50), toControl: 50 + extra / 2)
    }

    @Test func rowsSayHowFarTheMeasurementIsFromTheLog() {
        let rows = rows(extra: 0.5)
        #expect(
            rows.map(\.what) == [
                "held for 50 ms: arrival, median", "held for 50 ms: arrival, standard deviation",
                "held for 50 ms: decoding, median", "held for 50 ms: relative_to_control_ms, median",
                "held for 50 ms: frames as in the relay's log, in order",
            ]
        )
        #expect(rows.map(\.planted) == [50, 0, 50, 50, 40])
        #expect(rows.map(\.measured) == [50.5, 0, 50.5, 50.25, 40])
        #expect(rows.map(\.error) == [0.5, 0, 0.5, 0.25, 0])
        #expect(rows.allSatisfy { $0.isWithin })
    }

    @Test func aDelayThatWasNotPlantedIsOutside() {
        #expect(rows(extra: 5).map(\.isWithin) == [false, true, false, false, true])
    }

    @Test func nothingReceivedIsOutside() {
        let nothing = HoldComparison(relayed: [], direct: [], log: RelayLog())
        #expect(HoldCheck.rows(of: nothing, hold: .zero, toControl: nil).allSatisfy { !$0.isWithin })
    }

    /// The whole chain: streamer, relay, two receivers.
    ///
    /// The limit is that of a machine whose other tests take both cores: a third of what was planted.
    @Test func aKnownDelayIsMeasured() async throws {
        let folder = try TemporaryFolder()
        let lab = SelftestLab(
            store: try RunStore.open(folder.file("lab.sqlite")),
            clock: RunClock(SystemClock()),
            streamer: BuiltExecutable("streamer").path,
            onProgress: {}
        )
        let rows = try await HoldCheck(holds: [.zero, .milliseconds(120)], duration: .seconds(6)).run(in: lab)
        #expect(rows.count == 10)
        for row in rows where row.what.hasSuffix("median") {
            #expect(abs(try #require(row.error)) < 40, "\(row)")
        }
        for row in rows where row.what.hasSuffix("in order") {
            #expect(row.error == 0 && row.planted >= 20, "\(row)")
        }
    }
}
