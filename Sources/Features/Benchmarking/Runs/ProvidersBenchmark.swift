internal import Foundation
internal import LabModel

/// Four providers measured at the same time by one process, as a user compares them: whether decoding keeps up.
struct ProvidersBenchmark: Benchmark {
    let name = "four_providers_720p30"
    let about = "longest decode queue and dropped frames of four providers at once, 1280x720 at 30 fps for 10 s"

    let executables: String

    func measure() throws -> [Figure] {
        let folder = try WorkFolder()
        let file = folder.file("summaries.json")
        let providers = ["direct", "mp4", "ll-hls", "nginx-rtmp"]
        let job = ChildProcess(
            executable: executables + "/start-task-and-client",
            arguments: providers.flatMap { ["--provider", $0] } + [
                "--id", "bench", "--image-size", "2", "--fps", "30", "--duration", "10", "--json",
                "--db", folder.file("bench.sqlite"),
            ],
            output: file
        )
        _ = try job.cpuSeconds()
        let runs = try SummaryJSON.decode(runs: try String(contentsOfFile: file, encoding: .utf8))
        let queues = runs.compactMap(\.receiver.maxDecodeQueueMs)
        guard queues.count == providers.count, let longest = queues.max(),
            runs.allSatisfy({ $0.frames.marked >= 270 })
        else {
            throw BenchmarkError.wrongWork(
                benchmark: name,
                reason: "\(runs.map(\.frames.marked)) of 300 frames each were read"
            )
        }
        let dropped = runs.compactMap(\.frames.dropped).reduce(0, +)
        return [
            Figure(name: name + ".decode_queue_max", value: longest, unit: "ms"),
            Figure(name: name + ".dropped", value: Double(dropped), unit: "frames"),
        ]
    }
}
