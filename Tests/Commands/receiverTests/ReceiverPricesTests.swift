import Foundation
import LabModel
import LabTesting
import Testing

/// What a provider of a file charges is kept with a run that the receiver measures by itself.
@Suite struct ReceiverPricesTests {
    private let receiver = BuiltExecutable("receiver")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: folder.file("providers.yaml")))
    }

    private func summary(_ arguments: [String]) async throws -> Summary {
        let outcome = try await receiver.run(["marked.ts", "--json"] + arguments, in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return try SummaryJSON.decode(outcome.output)
    }

    @Test func aRunCostsWhatItsProviderAsks() async throws {
        let made = try await BuiltExecutable("streamer").run(
            ["render", "--frames", "25", "--fps", "25", "--image-size", "0", "--out", "marked.ts"],
            in: folder.path
        )
        try #require(made.exitCode == 0, "\(made.errors)")
        try write(
            """
            providers:
              - name: acme
                playback: http://127.0.0.1/live.ts
                prices: {currency: USD, date: 2026-11-21, per_hour: 3600, per_viewer_hour: 7.5}
            """
        )
        let priced = try await summary(["--provider", "acme", "--providers", "providers.yaml"])
        let duration = try #require(priced.run.durationS)
        let cost = try #require(priced.costUsd)
        #expect(cost.perViewerHour == 7.5)
        #expect(abs((cost.run ?? 0) - duration * 3_607.5 / 3_600) < 1e-9)
        #expect(priced.run.settings["price_date"] == .text("2026-11-21"))
        let other = try await summary(["--providers", "providers.yaml"])
        #expect(other.costUsd == nil && other.run.settings["price_currency"] == nil)
    }

    @Test func aFileThatCannotBeReadIsSaid() async throws {
        let outcome = try await receiver.run(["marked.ts", "--providers", "none.yaml"], in: folder.path)
        #expect(outcome.exitCode != 0 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("none.yaml"))
    }
}
