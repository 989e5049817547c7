import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Quality

/// The program that computes VMAF on this machine, and its own figures for clips in files.
enum RealVMAF {
    static let clock = SystemClock()

    /// - Throws: what ``VMAFSearch`` says where there is none: `scripts/test` sets it up.
    static func tool() throws -> VMAFTool {
        try found.get()
    }

    /// Looked for once: that takes four processes.
    private static let found = Result {
        try VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
    }

    static func session(
        _ clip: VMAFClip,
        model: VMAFModel = .standard,
        limits: VMAFLimits = VMAFLimits()
    ) throws -> VMAFSession {
        try VMAFSession(tool: tool(), model: model, shape: clip.shape, limits: limits, clock: clock)
    }

    /// What libvmaf says of a clip by itself: two raw files, as anybody would call it.
    static func direct(_ clip: VMAFClip, model: VMAFModel = .standard) throws -> [Double] {
        let folder = try TemporaryFolder()
        let (first, second) = (folder.file("reference.yuv"), folder.file("distorted.yuv"))
        try clip.write(clip.references, to: first)
        try clip.write(clip.distorted, to: second)
        let format = clip.shape.depth > 8 ? "yuv420p\(clip.shape.depth)le" : "yuv420p"
        let input = ["-f", "rawvideo", "-pix_fmt", format, "-s", "\(clip.shape.size)", "-i"]
        let version = try #require(model.version)
        let graph = "libvmaf=model=version=\(version):log_fmt=json:log_path=/dev/stdout"
        let program = VMAFProcess.Program(
            path: try tool().path,
            arguments: ["-v", "error"] + input + [second] + input + [first] + ["-lavfi", graph, "-f", "null", "-"]
        )
        let process = try VMAFProcess.start(program)
        process.closeInput()
        let end = try #require(process.wait(atMost: .seconds(60)))
        #expect(end.code == 0, "\(String(decoding: end.errors, as: UTF8.self))")
        let log = try VMAFLog(end.output)
        return log.scores.sorted { $0.key < $1.key }.map(\.value)
    }
}
