internal import Foundation
internal import LabModel

/// The streamer's CPU time for ten seconds of its stream, beside ffmpeg encoding raw frames at the same pace with the
/// same x264 settings.
final class StreamerBenchmark: Benchmark {
    let name = "streamer_cpu_720p"
    let about = "the streamer's CPU time, beside ffmpeg encoding the same frames"

    private let executables: String
    private let seconds = 10
    private let frameRate = 30
    private var frames: (folder: WorkFolder, file: String)?

    init(executables: String) {
        self.executables = executables
    }

    func measure() throws -> [Figure] {
        let (folder, frames) = try self.frames ?? write()
        self.frames = (folder, frames)
        let encoder = EncoderPeer(
            size: PixelSize(width: 1280, height: 720),
            frameRate: frameRate,
            bitsPerSecond: 2_500_000
        )
        let ffmpeg = ChildProcess(
            executable: "ffmpeg",
            arguments: encoder.arguments(input: encoder.rawInput(frames, options: ["-re"]), output: "/dev/null")
        )
        let streamer = ChildProcess(
            executable: executables + "/streamer",
            arguments: [
                "--port", "0", "--size", "\(encoder.size)", "--fps", "\(frameRate)", "--bitrate", "2500k",
                "--gop", "1", "--seed", "1", "--duration", "\(seconds)",
            ]
        )
        let peerSeconds = try ffmpeg.cpuSeconds()
        let scale = 1 / Double(seconds)
        return [
            Figure(
                name: name,
                value: try streamer.cpuSeconds() * scale,
                unit: "cores",
                peer: "ffmpeg -re -f rawvideo, libx264",
                peerValue: peerSeconds * scale
            )
        ]
    }

    /// Writes the same frames that the streamer makes, raw: some 400 MB.
    private func write() throws -> (folder: WorkFolder, file: String) {
        let folder = try WorkFolder()
        var frames = try MarkedFrames(size: PixelSize(width: 1280, height: 720), frameRate: frameRate)
        let file = folder.file("frames.yuv")
        guard FileManager.default.createFile(atPath: file, contents: nil) else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "\(file) cannot be written")
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        for number in 0..<UInt32(seconds * frameRate) {
            try frames.draw(number)
            try handle.write(contentsOf: Data(frames.picture.raw))
        }
        try handle.close()
        return (folder, file)
    }
}
