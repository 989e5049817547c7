import Estimation
import LabModel

/// Runs of a grid of image sizes, frame rates and tasks, whose delays follow from a formula.
struct PlannedSweep {
    /// One run's place in the grid, each level counted from 0, and which repeat it is.
    struct Place: Hashable {
        var size: Int
        var fps: Int
        var task: Int
        var `repeat` = 0
    }

    static let sizes = PixelSize.imageSizes
    static let rates = [15, 25, 30]
    static let tasks = [(512, 1.0), (512, 2.0), (1_024, 2.0), (1_024, 3.0), (2_048, 4.0)]

    var sizes = 4
    var rates = 3
    var tasks = 5
    var repeats = 1

    /// The places, in the order of the lines.
    var places: [Place] {
        (0..<sizes).flatMap { size in
            (0..<rates).flatMap { fps in
                (0..<tasks).flatMap { task in
                    (0..<repeats).map { Place(size: size, fps: fps, task: task, repeat: $0) }
                }
            }
        }
    }

    /// A run a place, in the order of the lines.
    ///
    /// - Parameters:
    ///   - delay: The 95th percentile of its signal delay, in milliseconds.
    ///   - edit: What else is to be changed; it may remove the run by returning false.
    /// - Returns: their summaries.
    func runs(
        _ delay: (Place) -> Double,
        edit: (Place, inout Summary) -> Bool = { _, _ in true }
    ) -> [Summary] {
        places.enumerated().compactMap { index, place in
            var summary = Self.run(place, line: index + 1, p95: delay(place))
            return edit(place, &summary) ? summary : nil
        }
    }

    /// One run, complete and measured on this machine.
    static func run(_ place: Place, line: Int, p95: Double) -> Summary {
        var manifest = Planted.manifest
        manifest.uuid = "0197a0b0-0000-7000-8000-\(line)"
        manifest.id = "task_\(line - 1)"
        let (cpu, memory) = tasks[place.task]
        manifest.settings = [
            "sweep": .text("night"), "sweep_line": .integer(line), "image_size": .integer(place.size),
            "size": .text("\(sizes[place.size])"), "fps": .number(Double(rates[place.fps])), "cpu": .integer(cpu),
            "memory": .number(memory), "codec": .text("h264"), "duration_s": .number(10),
        ]
        var summary = Summary(run: .init(manifest: manifest, startedAt: "2026-11-21T08:00:00Z", endReason: .duration))
        (summary.media.width, summary.media.height) = (sizes[place.size].width, sizes[place.size].height)
        summary.clock.method = .sameHost
        (summary.clock.errorBoundMs, summary.clock.errorBoundMaxMs) = (0, 0)
        (summary.frames.marked, summary.frames.expected) = (1_000, 1_000)
        var streamer = Summary.Streamer()
        streamer.cpuCores = 0.1 * Double(place.size + 1)
        summary.streamer = streamer
        var values = Distribution()
        (values.n, values.p50, values.p95) = (1_000, p95 / 2, p95)
        summary.signalDelayMs = SignalDelay(values: values, censored: 0, lowerBound: [])
        return summary
    }

    /// Effects that add up: 10 ms a size, −4 ms a rate, −3 ms a task.
    static func additive(_ place: Place) -> Double {
        100 + 10 * Double(place.size) - 4 * Double(place.fps) - 3 * Double(place.task)
    }
}

extension SweepAnalysis {
    /// What a level does by the first figure, or the figure at another place.
    func effect(_ factor: String, _ level: String, figure: Int = 0) -> SweepEffect? {
        figures[figure].factors.first { $0.factor == factor }?.levels.first { $0.level == level }?.effect
    }

    func level(_ factor: String, _ level: String) -> SweepFigure.Level? {
        figures[0].factors.first { $0.factor == factor }?.levels.first { $0.level == level }
    }

    func pair(_ one: String, _ other: String) -> SweepFigure.Pair? {
        figures[0].pairs.first { $0.factors == [one, other] }
    }

    func interaction(_ factors: [String], _ levels: [String]) -> SweepEffect? {
        pair(factors[0], factors[1])?.interactions.first { $0.levels == levels }?.effect
    }
}
