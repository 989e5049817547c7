import LabModel

/// Why a result has no number.
struct Trouble {
    var kind: SweepFailure.Kind
    /// A clause without a full stop.
    var reason: String
}

/// A sweep's results as one figure sees them.
struct FigureView {
    /// A result with a number.
    struct Run {
        var value: Double
        var isLowerBound: Bool
        /// Nil where nobody knows.
        var clockBoundMs: Double?
        var measurement: String
        var size: PixelSize?
        var isUnenforced: Bool
        /// What the streamer used on average over the run; nil where it did not say.
        var cpuCores: Double?
        /// CPU units and gigabytes that the streamer's task was given; nil where the run does not say.
        var task: (cpu: Double, memory: Double)?
        /// What tasks cost where and when it was measured; nil where the run does not say.
        var taskPrices: TaskPrices?
    }

    /// All results of the same settings.
    struct Cell {
        /// The place of each factor's level.
        var levels: [Int]
        /// Those with a number.
        var runs: [Run] = []
        /// How many results there are.
        var planned = 0
        /// How many of them, or of the attempts beside them, died.
        var died = 0
        /// How many were never measured to their end.
        var unfinished = 0
        /// How many others have no number.
        var leftOut = 0

        /// Whether its runs speak for the settings: not where only what went well would be seen.
        var hasNumber: Bool { !runs.isEmpty && died == replaced && leftOut == 0 }
        /// Attempts that died beside a result that did not: these cost no number.
        var replaced = 0
        var size: PixelSize? { runs.first?.size }

        /// The mean of its runs; 0 without any.
        var mean: Double { Moments.mean(runs.map(\.value)) ?? 0 }
    }

    let path: FigurePath
    let factors: [SweepFactor]
    let cells: [Cell]
    /// For each result why it has no number; nil where it has one.
    let troubles: [Trouble?]
    /// How many numbers are of fewer frames than an interval of their own needs.
    let fewSamples: Int
    let allowsDifferentSizes: Bool
    /// For each factor the places of levels that lines have, or may have, that failed without leaving a run.
    let failedLevels: [Set<Int>]

    /// The fewest values beyond a percentile: with fewer its rank is off by over a hundredth, towards the middle, and the
    /// run that saw fewer frames would look better.
    static let neededBeyond = 5.0

    init(_ path: FigurePath, in table: SweepTable, options: SweepAnalysisOptions) {
        self.path = path
        factors = table.grid.factors
        allowsDifferentSizes = options.allowsDifferentSizes
        var troubles = table.results.map { Self.trouble($0, path, options) }
        if !options.allowsDifferentSizes {
            Self.refuseSizes(in: table, &troubles)
        }
        var cells = table.grid.cells.map { Cell(levels: $0) }
        var few = 0
        for (index, result) in table.results.enumerated() {
            let place = table.grid.cellOfRun[index]
            cells[place].planned += 1
            cells[place].died += result.died.count + result.lost.count
            cells[place].replaced += result.died.count + result.lost.count
            switch troubles[index]?.kind {
            case nil:
                cells[place].runs.append(Run(result, path))
                few += (path.valuesBeyond(in: result.summary) ?? .infinity) < PercentileInterval.neededBeyond ? 1 : 0
            case .died: cells[place].died += 1
            case .interrupted, .missing: cells[place].unfinished += 1
            case .failed, .noMark, .streamerOverloaded, .linkBypassed, .differentSizes, .noNumber:
                cells[place].leftOut += 1
            }
        }
        var failed: [Set<Int>] = table.grid.factors.map { _ in [] }
        for line in table.missing where table.trouble(of: line).kind == .failed {
            let levels = table.grid.possibleLevels(of: line.settings)
            failed = zip(failed, levels).map { $0.union($1) }
            // Where all its levels are known it speaks of its settings as a run that died does.
            let places = levels.compactMap { $0.count == 1 ? $0.first : nil }
            if let cell = table.grid.cells.firstIndex(of: places) {
                (cells[cell].planned, cells[cell].leftOut) = (cells[cell].planned + 1, cells[cell].leftOut + 1)
            }
        }
        (self.cells, self.troubles, fewSamples, failedLevels) = (cells, troubles, few, failed)
    }

    /// How many results have a number.
    var measured: Int {
        troubles.count { $0 == nil }
    }

    /// How many results have a number that no cell speaks of, because others of the same settings have none.
    var unspoken: Int {
        cells.reduce(0) { $0 + ($1.hasNumber ? 0 : $1.runs.count) }
    }

    private static func trouble(
        _ result: SweepTable.Result,
        _ path: FigurePath,
        _ options: SweepAnalysisOptions
    ) -> Trouble? {
        let summary = result.summary
        if summary.hasDied {
            return Trouble(kind: .died, reason: summary.wayOfDying)
        }
        if summary.run.endReason == .interrupted {
            return Trouble(kind: .interrupted, reason: "it was interrupted")
        }
        if summary.run.endReason == .noMark || summary.frames.marked == 0 {
            return Trouble(kind: .noMark, reason: "no mark was read")
        }
        if summary.isOverloaded {
            return Trouble(kind: .streamerOverloaded, reason: "the streamer was overloaded")
        }
        if summary.hasBypassedLink {
            return Trouble(kind: .linkBypassed, reason: "its media came past the link")
        }
        if summary.hasChangedSize, !options.allowsDifferentSizes {
            return Trouble(kind: .differentSizes, reason: "the picture's size changed midway")
        }
        guard let value = path.value(in: result.tree), value.isFinite else {
            return Trouble(kind: .noNumber, reason: "no \(path) is known")
        }
        if let beyond = path.valuesBeyond(in: summary), beyond < neededBeyond {
            return Trouble(kind: .noNumber, reason: "too few frames for \(path)")
        }
        return nil
    }

    /// Runs of the same settings that received different sizes say nothing together.
    private static func refuseSizes(in table: SweepTable, _ troubles: inout [Trouble?]) {
        var sizes: [Int: Set<PixelSize>] = [:]
        for (index, result) in table.results.enumerated() where troubles[index] == nil {
            if let size = result.summary.media.size {
                sizes[table.grid.cellOfRun[index], default: []].insert(size)
            }
        }
        for index in table.results.indices where troubles[index] == nil {
            if let found = sizes[table.grid.cellOfRun[index]], found.count > 1 {
                troubles[index] = Trouble(
                    kind: .differentSizes,
                    reason: "runs of the same settings received different sizes"
                )
            }
        }
    }
}

extension FigureView.Run {
    fileprivate init(_ result: SweepTable.Result, _ path: FigurePath) {
        let summary = result.summary
        value = path.value(in: result.tree) ?? .nan
        isLowerBound = path.isLowerBound(in: summary)
        clockBoundMs = path.clockBoundMs(in: summary)
        measurement = result.measurement
        size = summary.media.size
        isUnenforced = summary.isUnenforced
        cpuCores = summary.streamer?.cpuCores
        task = summary.run.taskSize
        taskPrices = TaskPrices(settings: summary.run.settings)
    }
}
