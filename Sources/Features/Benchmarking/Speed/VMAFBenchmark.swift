internal import Foundation
internal import LabModel
internal import Machine
internal import Quality

/// The CPU time of scoring each picture of a 1080p clip by VMAF, the lab's own and its program's, against the same
/// program called by itself with two raw files; both with one thread for libvmaf.
struct VMAFBenchmark: Benchmark {
    let name = "quality_vmaf_1080p"
    let about = "the CPU time of scoring a picture by VMAF, against ffmpeg's libvmaf with the same pictures in files"
    var size = PixelSize(width: 1920, height: 1080)
    var count = 96

    func measure() throws -> [Figure] {
        let tool = try VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
        let clip = try clip()
        let own = try score(clip, by: tool)
        let peer = try scoreFiles(clip, by: tool)
        guard own.scores.count == count, peer.scores.count == count else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "\(own.scores.count) of \(count) have a score")
        }
        let farthest = zip(own.scores, peer.scores).map { abs($0 - $1) }.max() ?? 0
        guard farthest <= 0.01 else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "a score is off by \(farthest)")
        }
        return [
            Figure(
                name: name,
                value: own.seconds / Double(count) * 1e3,
                unit: "ms",
                peer: "ffmpeg's libvmaf on two raw files",
                peerValue: peer.seconds / Double(count) * 1e3
            )
        ]
    }

    /// Scores in the order of the pictures, and the CPU time that they took.
    private typealias Scored = (scores: [Double], seconds: Double)

    /// A few pictures that are shown in turn, and coarse copies of them: a clip needs no memory of its whole length.
    private func clip() throws -> [(reference: Picture, distorted: Picture)] {
        try (0..<UInt32(8)).map { number in
            var frames = try MarkedFrames(size: size, frameRate: 30)
            try frames.draw(number)
            let coarse = Picture(size: size)
            let bytes = try coarse.view().luma.base
            for (index, byte) in frames.picture.raw.enumerated() {
                bytes.storeBytes(of: byte & 0xF0 | 8, toByteOffset: index, as: UInt8.self)
            }
            return (frames.picture, coarse)
        }
    }

    private func score(_ clip: [(reference: Picture, distorted: Picture)], by tool: VMAFTool) throws -> Scored {
        let session = try VMAFSession(
            tool: tool,
            model: .standard,
            shape: VMAFShape(size: size),
            clock: SystemClock()
        )
        let views = try clip.map { (try $0.reference.view().readOnly, try $0.distorted.view().readOnly) }
        let start = ProcessUsage.cpuTime() + ProcessUsage.endedChildrenCPUTime()
        for number in 0..<count {
            try session.submit(
                id: number,
                references: (
                    before: number > 0 ? views[(number - 1) % clip.count].0 : nil,
                    at: views[number % clip.count].0,
                    after: number + 1 < count ? views[(number + 1) % clip.count].0 : nil
                ),
                distorted: views[number % clip.count].1
            )
        }
        let outcome = session.finish()
        let spent = ProcessUsage.cpuTime() + ProcessUsage.endedChildrenCPUTime() - start
        withExtendedLifetime(clip) {}
        if let failure = outcome.failure {
            throw failure
        }
        return (outcome.scores.map(\.vmaf), spent.seconds)
    }

    private struct Log: Decodable {
        struct Frame: Decodable {
            var metrics: [String: Double]
        }

        var frames: [Frame]
    }

    private func scoreFiles(_ clip: [(reference: Picture, distorted: Picture)], by tool: VMAFTool) throws -> Scored {
        let folder = try WorkFolder()
        let (first, second) = (folder.file("reference.yuv"), folder.file("distorted.yuv"))
        for (path, side) in [(first, clip.map(\.reference)), (second, clip.map(\.distorted))] {
            guard FileManager.default.createFile(atPath: path, contents: nil) else {
                throw BenchmarkError.wrongWork(benchmark: name, reason: "\(path) cannot be written")
            }
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            for number in 0..<count {
                try file.write(contentsOf: Data(side[number % side.count].raw))
            }
            try file.close()
        }
        let raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "\(size)", "-i"]
        let log = folder.file("log.json")
        let graph = "libvmaf=n_threads=1:log_fmt=json:log_path=\(log)"
        let program = ChildProcess(
            executable: tool.path,
            arguments: ["-v", "error"] + raw + [second] + raw + [first] + ["-lavfi", graph, "-f", "null", "-"]
        )
        let seconds = try program.cpuSeconds()
        let frames = try JSONDecoder().decode(Log.self, from: Data(contentsOf: URL(filePath: log))).frames
        return (frames.compactMap { $0.metrics["vmaf"] }, seconds)
    }
}
