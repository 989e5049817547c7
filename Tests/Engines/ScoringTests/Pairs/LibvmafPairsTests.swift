import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Quality
@testable import Scoring

/// Files against files, beside what the libvmaf of this machine says of the same files.
@Suite(.heavy) struct LibvmafPairsTests {
    private struct Log: Decodable {
        struct Frame: Decodable {
            var metrics: [String: Double]
        }
        var frames: [Frame]
    }

    @Test(arguments: [
        (PlainClip(size: PixelSize(width: 193, height: 179)), 4),
        (PlainClip(size: PixelSize(width: 179, height: 193), depth: 10, count: 2), 7),
        (PlainClip(size: PixelSize(width: 193, height: 179), depth: 12, count: 2), 8),
        (PlainClip(size: PixelSize(width: 193, height: 180), words: "XCOLORRANGE=FULL", count: 1), 5),
    ])
    func scoresAreLibvmafs(clip: PlainClip, lostBits: Int) throws {
        let folder = try TemporaryFolder()
        let (reference, distorted) = (folder.file("reference.y4m"), folder.file("distorted.y4m"))
        try clip.write(to: reference)
        var worse = clip
        worse.lostBits = lostBits
        try worse.write(to: distorted)
        let scorer = OfflineScorer(QualitySettings(metrics: Set(QualityMetric.allCases)), clock: SystemClock())
        let outcome = try scorer.score(distorted, against: reference)
        #expect(outcome.events.isEmpty && outcome.endReason == .endOfStream, "\(outcome.events)")
        #expect(outcome.facts.bitDepth == clip.depth)
        let expected = try libvmaf(distorted, reference)
        #expect(outcome.facts.frames.count == clip.count && expected.count == clip.count)
        for (frame, metrics) in zip(outcome.facts.frames, expected) {
            let scores = frame.scores
            let pairs: [(String, Double?, Double)] = [
                ("psnr_y", scores.psnrY, 1e-4), ("psnr_cb", scores.psnrU, 1e-4), ("psnr_cr", scores.psnrV, 1e-4),
                ("float_ssim", scores.ssimY, 1e-4), ("float_ms_ssim", scores.msSsimY, 1e-4),
                ("vmaf", scores.vmaf, 0.01),
            ]
            for (name, got, tolerance) in pairs {
                let wanted = try #require(metrics[name])
                #expect(
                    abs((got ?? -1_000) - wanted) <= tolerance,
                    "\(name) of \(frame.number): \(got ?? -1) \(wanted)"
                )
            }
        }
    }

    /// What libvmaf says of two files by itself, as anybody would call it.
    private func libvmaf(_ distorted: String, _ reference: String) throws -> [[String: Double]] {
        let log = reference + ".json"
        let graph =
            "libvmaf=feature='name=psnr|name=float_ssim|name=float_ms_ssim':log_fmt=json:log_path=\(log)"
        let tool = try VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
        let program = VMAFProcess.Program(
            path: tool.path,
            arguments: [
                "-v", "error", "-i", distorted, "-i", reference, "-lavfi", graph, "-f", "null", "-",
            ]
        )
        let process = try VMAFProcess.start(program)
        process.closeInput()
        let end = try #require(process.wait(atMost: .untilItHangs))
        #expect(end.code == 0, "\(String(decoding: end.errors, as: UTF8.self))")
        return try JSONDecoder().decode(Log.self, from: Data(contentsOf: URL(filePath: log))).frames.map(\.metrics)
    }
}
