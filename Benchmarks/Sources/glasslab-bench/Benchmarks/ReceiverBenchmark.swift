import LabModel
import RunStore

/// The receiver's CPU time for a recorded file, every mark read and every sample stored, beside ffmpeg's own decoding.
final class ReceiverBenchmark: Benchmark {
    let name = "receiver_cpu_720p"
    let unit = "ms/frame"
    let peer: String? = "ffmpeg -threads 1 -f null"

    private let executables: String
    private let folder: WorkFolder
    private let count: UInt32 = 1_800
    private var database: String { folder.file("bench.sqlite") }
    private var recording: String?

    init(executables: String) throws {
        self.executables = executables
        folder = try WorkFolder()
    }

    func measure() throws -> Reading {
        let recording = try self.recording ?? record()
        self.recording = recording
        let receiver = ChildProcess(
            executable: executables + "/receiver",
            arguments: [recording, "--id", "bench", "--json", "--db", database]
        )
        let ffmpeg = ChildProcess(
            executable: "ffmpeg",
            arguments: ["-v", "error", "-nostdin", "-threads", "1", "-i", recording, "-f", "null", "-"]
        )
        let scale = 1_000 / Double(count)
        let peerSeconds = try ffmpeg.cpuSeconds()
        let ownSeconds = try receiver.cpuSeconds()
        try checkThatAllWasRead()
        return Reading(value: ownSeconds * scale, peerValue: peerSeconds * scale)
    }

    private func checkThatAllWasRead() throws {
        let store = try RunStore.open(database, mode: .readOnly)
        let frames = try store.summary(of: try store.run(named: "bench"))?.frames
        guard frames?.marked == Int(count), frames?.dropped == 0 else {
            throw BenchmarkError.wrongWork(
                benchmark: name,
                reason: "\(frames?.marked ?? 0) of \(count) frames were read"
            )
        }
    }

    /// Makes the file: a minute of marked frames, encoded by ffmpeg with the streamer's settings.
    private func record() throws -> String {
        var frames = try MarkedFrames(size: PixelSize(width: 1280, height: 720), frameRate: 30)
        let encoder = EncoderPeer(size: frames.picture.size, frameRate: 30, bitsPerSecond: 2_500_000)
        let file = folder.file("recording.ts")
        let ffmpeg = ChildProcess(
            executable: "ffmpeg",
            arguments: encoder.arguments(input: encoder.rawInput("pipe:0"), output: file)
        )
        let count = self.count
        _ = try ffmpeg.cpuSeconds { write in
            for number in 0..<count {
                try frames.draw(number)
                try write(frames.picture.raw)
            }
        }
        return file
    }
}
