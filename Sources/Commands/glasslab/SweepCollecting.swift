import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Planning
import Sweeping

/// A sweep's results brought together, and what is said of that.
struct SweepCollecting {
    let console: Console
    let isJSON: Bool
    /// Whether each line without a result is named; not where that was done before.
    var namesMissing = true

    private struct Document: Encodable {
        var experiment: String
        var lines: Int
        var collected: Int
        var runs: Int
        var store: String
        var unusable: [Int]
        var missing: [Int]
    }

    /// Collects a sweep, tells how far it is complete, and throws the exit code where it or its report is not.
    func collect(_ folder: SweepFolder, lines: [SweepLine]) async throws {
        let progress = ProgressLine(console: console, clock: SystemClock())
        let clock = SystemClock()
        let start = clock.monotonicNow()
        let (outcome, isReported) = try await withInterruptHandling { interrupt in
            defer { progress.finish() }
            let collecting = Task {
                var isReported = false
                let outcome = try await SweepCollection(folder, lines: lines).collect(
                    onProgress: { done, total in
                        var shown = ProgressLine.Progress(elapsed: clock.monotonicNow() - start)
                        shown.text = "merging \(done) of \(total)"
                        progress.update(shown)
                    },
                    report: { store, outcome in
                        let unusable = Dictionary(outcome.unusable.map { ($0.line, $0.reason) }) { first, _ in first }
                        isReported = SweepRuns.writeReports(
                            of: folder,
                            store: store,
                            unusable: unusable,
                            console: console
                        )
                    }
                )
                return (outcome, isReported)
            }
            interrupt.onRequest { collecting.cancel() }
            return try await collecting.value
        }
        for (line, reason) in outcome.unusable {
            console.note("glasslab: line \(line) cannot be merged: \(reason)")
        }
        let missing = outcome.isWhole ? [] : try await tellMissing(folder, outcome)
        try console.write(isJSON ? json(outcome, folder, missing) : text(outcome))
        guard outcome.isWhole, isReported else {
            throw (outcome.collected == 0 ? ExitStatus.failed : .partial).exitCode
        }
    }

    /// Says which lines have no result and why; what waits or runs is counted only.
    /// - Returns: the numbers of all of them.
    private func tellMissing(_ folder: SweepFolder, _ outcome: SweepCollection.Outcome) async throws -> [Int] {
        let unusable = Set(outcome.unusable.map(\.line))
        let status = try await SweepLook.take(folder, clock: SystemClock()).status
        let missing = status.lines.filter { $0.state != .done && !unusable.contains($0.number) }
        let ended = missing.filter { $0.state == .failed || $0.state == .missing }
        for line in namesMissing ? ended.prefix(StatusWords.namedLimit) : [] {
            console.note("glasslab: line \(line.number), \(line.name): \(line.reason ?? "nobody began it")")
        }
        if namesMissing, ended.count > StatusWords.namedLimit {
            console.note("glasslab: and \(ended.count - StatusWords.namedLimit) more; sweep status --json names all")
        }
        if ended.count < missing.count {
            console.note("glasslab: \(missing.count - ended.count) lines still run or wait")
        }
        return missing.map(\.number)
    }

    private func text(_ outcome: SweepCollection.Outcome) -> String {
        """
        \(outcome.collected) of \(outcome.lines) lines, \(outcome.runs) runs
        stored      \(outcome.store)

        """
    }

    private func json(_ outcome: SweepCollection.Outcome, _ folder: SweepFolder, _ missing: [Int]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            experiment: folder.experiment.text,
            lines: outcome.lines,
            collected: outcome.collected,
            runs: outcome.runs,
            store: outcome.store,
            unusable: outcome.unusable.map(\.line),
            missing: missing
        )
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}
