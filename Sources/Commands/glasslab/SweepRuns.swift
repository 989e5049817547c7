import Comparing
import Estimation
import Foundation
import LabCommand
import LabModel
import Planning
import Reporting
import RunStore
import Sweeping

/// All runs of a sweep, and the lines that have none.
struct SweepRuns {
    /// The runs' summaries, all attempts of each line, newest first.
    let summaries: [Summary]
    /// The lines of which a run is under way.
    let running: Set<Int>

    /// Reads the runs of a sweep.
    ///
    /// - Parameters:
    ///   - sweep: its name.
    ///   - store: where they are.
    ///   - limit: the most runs that it may have, those that still run included.
    /// - Throws: `ComparingError.noSuchSweep` where there are none, `.noneEnded` where all still run; ``SweepError/tooManyRuns(sweep:count:limit:)``;
    ///   what keeps the store.
    init(sweep: String, in store: RunStore, limit: Int = SweepAnalysis.runLimit) throws {
        // One more than are analysed, so that too many are told and not cut off.
        let found = try store.runs(matching: RunFilter(sweep: sweep, limit: limit + 1))
        guard found.count <= limit else {
            throw SweepError.tooManyRuns(sweep: sweep, count: found.count, limit: limit)
        }
        let listed = found.filter { $0.state != .running }
        guard !listed.isEmpty else {
            throw found.isEmpty
                ? ComparingError.noSuchSweep(sweep, among: Set(try store.sweepsOfRuns().values))
                : .noneEnded(sweep: sweep, running: found.count)
        }
        running = Set(
            try found.filter { $0.state == .running }.compactMap { run in
                RunManifest.sweepLine(of: try store.run(named: run.uuid).manifest.settings)
            }
        )
        summaries = try listed.map { try StoredSummary.summary(named: $0.uuid, in: store) }
    }

    /// All lines of the sweep's folder, with the attempts that left no run; none where there is no such folder.
    ///
    /// - Parameters:
    ///   - sweep: the sweep's name.
    ///   - results: the folder of all sweeps.
    /// - Returns: them with what they were to be measured with, and why they failed where they did.
    /// - Throws: what is wrong with the folder's files.
    static func lines(of sweep: String, results: String) throws -> [MissingLine] {
        guard let name = try? ExperimentName(sweep) else { return [] }
        let folder = SweepFolder(results: results, experiment: name)
        return folder.isBegun ? try lines(in: folder) : []
    }

    private static func lines(in folder: SweepFolder, unusable: [Int: String] = [:]) throws -> [MissingLine] {
        let lines = try InputsFile.parse(folder.inputs(), name: folder.inputsFile).lines
        return zip(lines, folder.facts(of: lines)).map { line, facts in
            MissingLine(
                line: facts.number,
                name: line.name,
                settings: Dictionary(
                    uniqueKeysWithValues: line.manifestSettings.map { ($0, LevelText.of($1, of: $0)) }
                ),
                failure: unusable[facts.number].map { "its result cannot be merged: \($0)" } ?? facts.failure,
                failedAttempts: facts.failedAttempts.map(\.reason)
            )
        }
    }
}

extension SweepRuns {
    /// Writes the reports of a sweep into its folder, one for a browser and one for a terminal.
    ///
    /// What keeps a report from being written keeps no store from its place: it is a warning, and no older report stays beside
    /// a newer store.
    ///
    /// - Parameters:
    ///   - folder: the sweep's.
    ///   - path: the store of its runs.
    ///   - unusable: why published results are not in the store, by line.
    ///   - console: told what went wrong.
    /// - Returns: whether both were written.
    static func writeReports(
        of folder: SweepFolder,
        store path: String,
        unusable: [Int: String],
        console: Console
    ) -> Bool {
        let files: [(ReportFormat, String)] = [(.html, folder.webReportFile), (.text, folder.textReportFile)]
        do {
            let store = try RunStore.open(path, mode: .readOnly)
            let sweep = folder.experiment.text
            var options = SweepAnalysisOptions()
            options.missing = try lines(in: folder, unusable: unusable)
            let found = try SweepRuns(sweep: sweep, in: store)
            let runs = found.summaries
            options.running = found.running
            let analysis = try SweepAnalysis(sweep: sweep, runs: runs, options: options)
            for (format, file) in files {
                let output = try OutputFile(file)
                let text =
                    format == .html
                    ? try SweepReporting.page(analysis, runs) : try SweepReport.render(analysis, as: format)
                try output.write(text)
                try output.close()
            }
            return true
        } catch {
            console.warning("no report was written: \(error)")
        }
        for (_, file) in files where FileManager.default.fileExists(atPath: file) {
            do {
                try FileManager.default.removeItem(atPath: file)
            } catch {
                console.warning("the older report \(file) stays: \(error.localizedDescription)")
            }
        }
        return false
    }
}
