import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Quality

/// The same pictures, scored by us and by the libvmaf of this machine: a newer one may not drift from ours unseen.
@Suite(.heavy) struct LiveLibvmafTests {
    private struct Log: Decodable {
        struct Frame: Decodable {
            var metrics: [String: Double?]
        }
        var frames: [Frame]
    }

    @Test(arguments: [
        (PixelSize(width: 193, height: 179), 8, DrawnPicture.Distortion.grain(10)),
        (PixelSize(width: 402, height: 385), 10, .grain(25)),
        (PixelSize(width: 176, height: 176), 8, .same),
        (PixelSize(width: 180, height: 170), 8, .dim),
    ])
    func scoresAreLibvmafs(size: PixelSize, depth: Int, distortion: DrawnPicture.Distortion) throws {
        let pair = DrawnPicture.pair(size: size, depth: depth, content: .smooth, distortion: distortion, seed: 99)
        let metrics = try libvmaf(pair, size: size, depth: depth)
        let scores = try DrawnPicture.score(pair)
        let expected = ["psnr_y", "psnr_cb", "psnr_cr", "float_ssim", "float_ms_ssim"].map { metrics[$0] ?? nil }
        let got = [scores.psnrY, scores.psnrU, scores.psnrV, scores.ssimY, scores.msSsimY]
        for (got, expected) in zip(got, expected) {
            #expect((got == nil) == (expected == nil))
            if let got, let expected {
                #expect(abs(got - expected) < 2e-5)
            }
        }
    }

    /// One frame, given to the program as two raw files.
    private func libvmaf(
        _ pair: (reference: DrawnPicture, distorted: DrawnPicture),
        size: PixelSize,
        depth: Int
    ) throws -> [String: Double?] {
        let folder = try TemporaryFolder()
        // A file: libvmaf tells on its standard output that a picture is too small.
        let log = folder.file("log.json")
        let (first, second) = (folder.file("reference.yuv"), folder.file("distorted.yuv"))
        try pair.reference.packed.write(to: URL(filePath: first))
        try pair.distorted.packed.write(to: URL(filePath: second))
        let format = depth > 8 ? "yuv420p\(depth)le" : "yuv420p"
        let input = ["-f", "rawvideo", "-pix_fmt", format, "-s", "\(size)", "-i"]
        let graph =
            "libvmaf=n_threads=1:feature='name=psnr|name=float_ssim|name=float_ms_ssim':log_fmt=json"
            + ":log_path=\(log)"
        let program = VMAFProcess.Program(
            path: try RealVMAF.tool().path,
            arguments: ["-v", "error"] + input + [second] + input + [first] + ["-lavfi", graph, "-f", "null", "-"]
        )
        let process = try VMAFProcess.start(program)
        process.closeInput()
        let end = try #require(process.wait(atMost: .seconds(60)))
        #expect(end.code == 0, "\(String(decoding: end.errors, as: UTF8.self))")
        let frames = try JSONDecoder().decode(Log.self, from: Data(contentsOf: URL(filePath: log))).frames
        return try #require(frames.first).metrics
    }
}
