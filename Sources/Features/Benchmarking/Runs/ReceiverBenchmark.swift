internal import LabModel
internal import RunStore

/// The receiver's CPU time for a recorded file, every mark read and every sample stored, beside ffmpeg's own decoding.
final class ReceiverBenchmark: Benchmark {
    let name = "receiver_cpu_720p"
    let about = "the receiver's CPU time for a recorded file, beside ffmpeg decoding it"

    private let executables: String
    private let count: UInt32 = 1_800
    private var recording: (folder: WorkFolder, file: String)?

    init(executables: String) {
        self.executables = executables
    }

    func measure() throws -> [Figure] {
        let (folder, recording) = try self.recording ?? record()
        self.recording = (folder, recording)
        let database = folder.file("bench.sqlite")
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
        try checkThatAllWasRead(database)
        return [
            Figure(
                name: name,
                value: ownSeconds * scale,
                unit: "ms/frame",
                peer: "ffmpeg -threads 1 -f null",
                peerValue: peerSeconds * scale
            )
        ]
    }

    private func checkThatAllWasRead(_ database: String) throws {
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
    private func record() throws -> (folder: WorkFolder, file: String) {
        let folder = try WorkFolder()
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
        return (folder, file)
    }
}
