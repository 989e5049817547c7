public import LabModel

/// A sweep's results and what they were measured with.
struct SweepTable {
    /// One line's result under one provider: its first complete attempt, or its last one where none is complete.
    struct Result {
        let line: Int?
        let summary: Summary
        let tree: FigureTree
        /// Attempts beside it whose stream died.
        let died: [Summary]
        /// Why attempts at its line failed that left no run.
        var lost: [String] = []

        /// Runs that share it were measured at the same time.
        var measurement: String { summary.group ?? summary.run.uuid }
    }

    /// By line, name and provider.
    let results: [Result]
    let grid: FactorGrid
    let figures: [FigurePath]
    /// Whether every measured run's streamer was held to no CPU or memory.
    let isUnenforced: Bool
    /// Lines without a run that has ended, by number.
    let missing: [MissingLine]
    /// Lines of which a run is under way.
    let running: Set<Int>

    init(_ runs: [Summary], options: SweepAnalysisOptions) throws {
        let lost = Dictionary(options.missing.map { ($0.line, $0.failedAttempts) }) { $0 + $1 }
        results = try Self.results(runs).map { result in
            var result = result
            result.lost = result.line.flatMap { lost[$0] } ?? []
            return result
        }
        let known = Set(results.compactMap(\.line))
        let named = Set(options.missing.map(\.line))
        // Lines below the highest one that has a run, and that nobody named.
        let holes = (1...max(1, min(known.max() ?? 1, SweepAnalysis.runLimit))).filter {
            !known.isEmpty && !known.contains($0) && !named.contains($0)
        }
        running = options.running
        let others = running.subtracting(known).subtracting(named).union(holes)
        missing =
            (options.missing.filter { !known.contains($0.line) } + others.map { MissingLine(line: $0) })
            .sorted { $0.line < $1.line }
        let complete = results.map(\.summary).filter { $0.run.endReason.exitStatus == .done }
        isUnenforced = !complete.isEmpty && complete.allSatisfy(\.isUnenforced)
        grid = try FactorGrid(
            results.map(\.summary.run),
            ignored: options.ignored.union(isUnenforced ? SweepFactor.enforcedOnTasks : [])
        )
        figures = options.figures.isEmpty ? Self.usual(results) : options.figures
    }

    /// How many lines there are; a run that names none is one of its own by its id.
    var lines: Int {
        Set(results.map { result in result.line.map { "\($0)" } ?? "id " + result.summary.run.id }).count
            + missing.count
    }

    private static func usual(_ results: [Result]) -> [FigurePath] {
        let isSegmented = results.contains { $0.summary.media.isSegmented }
        return (isSegmented ? [.operatingDelay] : []) + [.signalDelay, .signalDelayMedian]
    }

    private static func results(_ runs: [Summary]) throws -> [Result] {
        var attempts: [[String]: [Summary]] = [:]
        for run in runs {
            let line = run.sweepLine.map { "\($0)" } ?? ""
            attempts[[line, run.run.id, run.run.provider], default: []].append(run)
        }
        let results = try attempts.values.compactMap { attempts in try result(of: attempts) }
        return results.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    }

    private static func result(of attempts: [Summary]) throws -> Result? {
        let sorted = attempts.sorted {
            ($0.run.attempt, $0.run.startedAt, $0.run.uuid) < ($1.run.attempt, $1.run.startedAt, $1.run.uuid)
        }
        let complete = sorted.first { $0.run.endReason.exitStatus == .done }
        guard let chosen = complete ?? sorted.last else { return nil }
        let died = sorted.filter { $0.run.uuid != chosen.run.uuid && $0.hasDied }
        return Result(line: chosen.sweepLine, summary: chosen, tree: try FigureTree(chosen), died: died)
    }

    /// What failed, as the first figure sees it, by line.
    func failures(_ view: FigureView?) -> [SweepFailure] {
        var failures: [SweepFailure] = []
        for (index, result) in results.enumerated() {
            failures += result.died.map {
                failure(index, $0, .init(kind: .died, reason: $0.wayOfDying), isReplaced: true)
            }
            // They were attempts at the whole line, whatever providers it has.
            if index == 0 || results[index - 1].line != result.line {
                failures += result.lost.map {
                    failure(index, result.summary, .init(kind: .failed, reason: $0), isReplaced: true)
                }
            }
            if let trouble = view?.troubles[index] ?? nil {
                failures.append(failure(index, result.summary, trouble, isReplaced: false))
            }
        }
        failures += missing.map { line in
            SweepFailure(
                line: line.line,
                name: line.name,
                provider: nil,
                settings: line.settings,
                trouble: trouble(of: line)
            )
        }
        return failures.enumerated().sorted { one, other in
            (one.element.line ?? .max, one.offset) < (other.element.line ?? .max, other.offset)
        }.map(\.element)
    }

    /// Why there is no run of a line.
    func trouble(of line: MissingLine) -> Trouble {
        line.trouble(isRunning: running.contains(line.line))
    }

    private func failure(_ index: Int, _ run: Summary, _ trouble: Trouble, isReplaced: Bool) -> SweepFailure {
        var failure = SweepFailure(
            line: results[index].line,
            name: run.run.name,
            provider: run.run.provider,
            settings: grid.settings(ofCell: grid.cellOfRun[index]),
            trouble: trouble
        )
        failure.isReplaced = isReplaced
        return failure
    }
}

extension SweepTable.Result {
    fileprivate var order: [String] {
        // Digits in front make the text order that of the numbers.
        let line = line.map { String($0) } ?? ""
        let padded = String(repeating: "0", count: max(0, 20 - line.count)) + line
        return [line.isEmpty ? "1" : "0" + padded, summary.run.id, summary.run.provider, summary.run.uuid]
    }
}

extension RunManifest {
    /// The setting that names the sweep of which a run is part.
    static let sweep = "sweep"
    /// The setting that numbers the run's line in its inputs file, from 1.
    static let sweepLine = "sweep_line"

    /// The number of a run's line in its sweep's inputs file, from 1; nil where its settings do not say.
    public static func sweepLine(of settings: [String: SettingValue]) -> Int? {
        switch settings[sweepLine] {
        case .integer(let line): line
        case .text(let text): Int(text)
        case .number, .flag, nil: nil
        }
    }
}

extension Summary {
    /// The number of its line in the sweep's inputs file, from 1; nil where it does not say.
    var sweepLine: Int? { RunManifest.sweepLine(of: run.settings) }

    /// Whether CPU and memory were recorded, and the streamer was not held to them.
    var isUnenforced: Bool {
        warnings.contains { $0.code == .cpuMemoryNotEnforced }
    }

    /// How its stream died, as a clause.
    var wayOfDying: String {
        switch run.endReason {
        case .failed: events.last { $0.code == "failed" }?.text ?? "the run failed"
        case .stalled: "the stream stopped and did not come back"
        case .endOfStream: "the stream ended before its time"
        case .duration, .frameLimit, .interrupted, .noMark: "the stream stopped before its time"
        }
    }
}
