internal import Foundation
internal import LabModel

/// The main job over loopback, as a user runs it: what the lab itself adds to a delay.
struct MainJobBenchmark: Benchmark {
    let name = "main_job_720p30"
    let about = "frame delay, losses and held-back frames of start-task-and-client, 1280x720 at 30 fps for 10 s"

    let executables: String

    func measure() throws -> [Figure] {
        let folder = try WorkFolder()
        let file = folder.file("summary.json")
        let job = ChildProcess(
            executable: executables + "/start-task-and-client",
            arguments: [
                "--id", "bench", "--image-size", "2", "--fps", "30", "--duration", "10", "--json",
                "--db", folder.file("bench.sqlite"),
            ],
            output: file
        )
        _ = try job.cpuSeconds()
        let summary = try SummaryJSON.decode(try String(contentsOfFile: file, encoding: .utf8))
        guard let delay = summary.frameDelayMs, delay.n >= 270, let p50 = delay.p50, let p95 = delay.p95,
            let p99 = delay.p99, let dropped = summary.frames.dropped, let heldBack = summary.heldBackFrames.max
        else {
            throw BenchmarkError.wrongWork(
                benchmark: name,
                reason: "\(summary.frameDelayMs?.n ?? 0) of 300 delays were measured"
            )
        }
        return [
            Figure(name: name + ".frame_delay_p50", value: p50, unit: "ms"),
            Figure(name: name + ".frame_delay_p95", value: p95, unit: "ms"),
            Figure(name: name + ".frame_delay_p99", value: p99, unit: "ms"),
            Figure(name: name + ".dropped", value: Double(dropped), unit: "frames"),
            Figure(name: name + ".held_back_max", value: Double(heldBack), unit: "frames"),
        ]
    }
}
