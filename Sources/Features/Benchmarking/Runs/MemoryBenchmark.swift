internal import LabModel
internal import Machine

/// How much the receiver's memory grows while it measures a stream at 60 fps.
struct MemoryBenchmark: Benchmark {
    let name = "receiver_memory_60fps"
    let about = "how much the receiver's memory grows from 20 s after its start, 60 s at 60 fps (600 s with --long)"

    let executables: String
    let isLong: Bool

    func measure() throws -> [Figure] {
        let seconds = isLong ? 600 : 60
        let folder = try WorkFolder()
        let streamer = try BenchStreamer(
            executables: executables,
            arguments: ["--size", "486x240", "--fps", "60"],
            seconds: seconds + 30,
            folder: folder
        )
        let command = ChildProcess(
            executable: executables + "/receiver",
            arguments: [
                "http://127.0.0.1:\(streamer.port)/live.ts", "--id", "bench", "--duration", "\(seconds)", "--json",
                "--db", folder.file("bench.sqlite"),
            ]
        )
        let receiver = try command.start()
        let clock = SystemClock()
        clock.blockUntil(clock.monotonicNow() + .seconds(20))
        guard let first = receiver.megabytes("VmRSS") else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "the receiver ended within 20 s")
        }
        var most = first
        while receiver.isRunning {
            most = max(most, receiver.megabytes("VmRSS") ?? 0)
            clock.blockUntil(clock.monotonicNow() + .seconds(0.5))
        }
        streamer.program.stop()
        return [Figure(name: name, value: most - first, unit: "MB")]
    }
}
