import Estimation
import LabModel

/// A sweep in which the larger picture suffers from the smaller task: 2 sizes, 3 rates, 2 tasks, 4 runs each.
enum PlantedSweep {
    static let sizes = [PixelSize(width: 720, height: 480), PixelSize(width: 1_280, height: 720)]
    static let rates = [15, 25, 30]
    static let tasks = [(512, 1.0), (1_024, 2.0)]

    /// The summaries; one run failed, and before it an attempt at another line died.
    static var runs: [Summary] {
        var runs: [Summary] = []
        for index in 0..<48 {
            let (size, rate, task) = (index / 24, index / 8 % 3, index / 4 % 2)
            let together = size == 1 && task == 0 ? 20.0 : 0
            // Repeats differ by 1 ms or so, in no order.
            let noise = Double((index * 37) % 11) * 0.25
            let delay = 60 + 15 * Double(size) - 6 * Double(rate) - 8 * Double(task) + together + noise
            runs.append(run(line: index + 1, size: size, rate: rate, task: task, p95: delay))
        }
        runs[47].run.endReason = .failed
        runs[47].events.append(RunEvent(tS: 1, code: "failed", text: "connection refused <by host>"))
        var died = runs[10]
        died.run.endReason = .stalled
        died.run.uuid += "-first"
        runs[10].run.attempt = 2
        return runs + [died]
    }

    /// Runs of which each setting does what it does whatever the others are, and none failed.
    static var additive: [Summary] {
        (0..<48).map { index in
            let (size, rate, task) = (index / 24, index / 8 % 3, index / 4 % 2)
            let noise = [0, 1, 0.25, 0.5][index % 4]
            let delay = 60 + 15 * Double(size) - 6 * Double(rate) - 8 * Double(task) + noise
            return run(line: index + 1, size: size, rate: rate, task: task, p95: delay)
        }
    }

    static var options: SweepAnalysisOptions {
        var options = SweepAnalysisOptions()
        options.prices = TaskPrices(perCPUHour: 0.04, perGigabyteHour: 0.005)
        options.missing = [MissingLine(line: 49, name: "task_48")]
        return options
    }

    static func analysis(named name: String = "night") throws -> SweepAnalysis {
        try SweepAnalysis(sweep: name, runs: runs, options: options)
    }

    static func run(line: Int, size: Int, rate: Int, task: Int, p95: Double) -> Summary {
        var summary = Planted.quiet
        summary.run = Planted.run(id: "task_\(line - 1)")
        summary.run.uuid = "0199d0f0-1111-7222-8333-\(line)"
        let (cpu, memory) = tasks[task]
        summary.run.settings = [
            "sweep": .text("night"), "sweep_line": .integer(line), "image_size": .integer(size + 1),
            "size": .text("\(sizes[size])"), "fps": .number(Double(rates[rate])), "cpu": .integer(cpu),
            "memory": .number(memory), "bitrate": .text("2500k"), "duration_s": .number(60),
        ]
        (summary.media.width, summary.media.height) = (sizes[size].width, sizes[size].height)
        let values = [0.5, 0.55, 0.6, 0.7, 0.8, 1, 1.1, 1.2].map { $0 * p95 }
        summary.signalDelayMs = SignalDelay(
            values: Planted.distribution(n: 900, values),
            censored: 0,
            lowerBound: []
        )
        return summary
    }
}
