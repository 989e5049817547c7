import Foundation
import Glibc
import LabModel
import LabTesting
import RunStore
import Subprocess
import SystemPackage
import Testing

/// The receiver scoring a real stream's pictures.
@Suite(.realTime, .serialized) struct ScoredStreamTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var trace: Trace {
        get throws {
            let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
            return try store.trace(of: store.run(named: "scored"))
        }
    }

    @Test func aLiveStreamIsScoredBesideItsDelays() async throws {
        let outcome = try await ServingStreamer.serving { streamer in
            try await receiver.run(
                [streamer.url("/live.ts"), "--duration", "2", "--quality", "psnr,ssim", "--id", "scored", "--json"],
                in: folder.path
            )
        }
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        let quality = try #require(summary.quality)
        let matched = try #require(quality.matched)
        #expect(quality.framesScored > 0 && quality.everyN ?? 0 >= 1)
        #expect((20...60).contains(matched.psnrYDb ?? 0) && (0.5...1).contains(matched.ssimY ?? 0))
        #expect(matched.vmaf == nil && matched.msSsimY == nil && quality.vmafModel == nil)
        #expect(summary.run.settings["quality"] == .text("psnr,ssim"))
        #expect(summary.warnings.contains { $0.code == .syntheticContent })
        let scored = try #require(try trace.quality)
        #expect(scored.content == .synthetic && scored.frames.count >= quality.framesScored)
    }

    @Test func aRunThatIsKilledKeepsWhatWasScored() async throws {
        try await ServingStreamer.serving { streamer in
            _ = try await Subprocess.run(
                .path(FilePath(receiver.path)),
                arguments: [streamer.url("/live.ts"), "--duration", "60", "--quality", "psnr", "--id", "scored"],
                environment: BuiltExecutable.environment([:]),
                workingDirectory: FilePath(folder.path),
                input: .none,
                output: .discarded,
                error: .discarded
            ) { execution in
                try await StoredSamples.wait(in: folder.file("glasslab.sqlite")) { $0.quality?.frames.isEmpty == false }
                kill(execution.processIdentifier.value, SIGKILL)
            }
        }
        let scored = try #require(try trace.quality)
        #expect(scored.metrics == [.psnr] && !scored.frames.isEmpty)
        #expect(scored.frames.allSatisfy { $0.pairing == .matched && $0.scores.psnrY != nil })
        #expect(try trace.endReason == .interrupted)
    }
}
