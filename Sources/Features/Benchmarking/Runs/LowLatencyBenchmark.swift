internal import Estimation
internal import Foundation
internal import LabModel
internal import RunStore

/// Low-latency HLS over loopback, as a user runs it: parts of 200 ms, and what is lost besides their length.
struct LowLatencyBenchmark: Benchmark {
    let name = "ll_hls_720p30"
    let about = "signal and playout delay of low-latency HLS in 200 ms parts, 1280x720 at 30 fps for 10 s"

    let executables: String

    func measure() throws -> [Figure] {
        let folder = try WorkFolder()
        let (file, database) = (folder.file("summary.json"), folder.file("bench.sqlite"))
        let job = ChildProcess(
            executable: executables + "/start-task-and-client",
            arguments: [
                "--id", "bench", "--provider", "ll-hls", "--image-size", "2", "--fps", "30", "--duration", "10",
                "--json", "--db", database,
            ],
            output: file
        )
        _ = try job.cpuSeconds()
        let summary = try SummaryJSON.decode(try String(contentsOfFile: file, encoding: .utf8))
        let store = try RunStore.open(database)
        let run = try store.run(named: "bench")
        let late = Self.partsLate(try store.samples(of: run), try store.samples(of: run, stream: .control))
        guard let signal = summary.signalDelayMs?.values, signal.n >= 270, let p95 = signal.p95,
            let least = summary.playout?.leastDelayNoStallMs, late.count >= 40,
            let lateP95 = Distribution(of: late.map(\.milliseconds)).p95
        else {
            throw BenchmarkError.wrongWork(
                benchmark: name,
                reason: "\(summary.signalDelayMs?.values.n ?? 0) of 300 delays, \(late.count) of 50 parts were measured"
            )
        }
        return [
            Figure(name: name + ".signal_delay_p95", value: p95, unit: "ms"),
            Figure(name: name + ".least_playout_delay", value: least, unit: "ms"),
            Figure(name: name + ".part_late_p95", value: lateP95, unit: "ms"),
            Figure(name: name + ".dropped", value: Double(summary.frames.dropped ?? 0), unit: "frames"),
        ]
    }

    /// How long after `/live.ts` had it the last frame of each part was whole: a part, and the answer to a blocked
    /// reload that names it, can come no sooner.
    static func partsLate(_ test: [Sample], _ control: [Sample]) -> [Latency] {
        var live: [FrameNumber: WallTime] = [:]
        for sample in control {
            sample.stamp?.number.map { live[$0] = sample.arrival }
        }
        return zip(test, test.dropFirst()).compactMap { sample, next in
            // Frames of a part come together, parts a fifth of a second apart.
            guard !sample.isBacklog, let arrival = sample.arrival, let following = next.arrival,
                following - arrival > .milliseconds(20), let number = sample.stamp?.number
            else { return nil }
            return live[number].map { arrival - $0 }
        }
    }
}
