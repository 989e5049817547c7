import LabCommand
import LabModel
import Reporting
import RunStore

/// Rows or summaries of runs, on their way out one run after the other.
struct Export {
    /// What of a run is written.
    enum Kind {
        case frames(CSVColumns, SampleStream)
        case periods(CSVColumns)
        case segments
        case scores
        case summaries
    }

    /// Each finds one run.
    let names: [String]
    /// Whether the form is that of a single run.
    let isOfOne: Bool
    let kind: Kind

    /// Looks whether there is anything to write, so that no file is begun in vain.
    /// - Throws: why the first run has nothing of the kind, where none of them has, or a `RunStoreError`.
    func check(in store: RunStore) throws {
        var reason: GlasslabError?
        for name in names {
            guard let missing = try missing(try store.run(named: name), in: store) else { return }
            reason = reason ?? missing
        }
        if let reason { throw reason }
    }

    /// Why a run has nothing of the kind; nil where it has.
    private func missing(_ run: StoredRun, in store: RunStore) throws -> GlasslabError? {
        switch kind {
        case .frames(_, .control):
            try store.samples(of: run, stream: .control).isEmpty ? .noControl(name: run.name) : nil
        case .segments: try store.segments(of: run).isEmpty ? .noSegments(name: run.name) : nil
        case .scores: try store.scoredFrames(of: run).isEmpty ? .noScores(name: run.name) : nil
        case .frames, .periods, .summaries: nil
        }
    }

    /// Writes all runs; those without anything of the kind are told on stderr.
    func write(from store: RunStore, console: Console, to write: (String) throws -> Void) throws {
        if case .summaries = kind, !isOfOne { try write("{\"runs\":[\n") }
        var isFirst = true
        for name in names {
            let run = try store.run(named: name)
            if let missing = try missing(run, in: store) {
                console.warning(missing.what)
                continue
            }
            let stored = try StoredSummary(named: name, in: store, withSamples: needsSamples)
            stored.explain(on: console)
            if case .summaries = kind {
                try self.write(stored.summary, isFirst: isFirst, to: write)
            } else {
                let whose = CSVRun(name: run.name, provider: run.manifest.provider, isFirst: isFirst)
                try rows(of: stored, as: isOfOne ? nil : whose, in: store, to: write)
            }
            isFirst = false
        }
        if case .summaries = kind, !isOfOne { try write("\n]}\n") }
    }

    private var needsSamples: Bool {
        if case .frames(_, .test) = kind { true } else { false }
    }

    /// One summary stands bare and indented, several on a line each.
    private func write(_ summary: Summary, isFirst: Bool, to write: (String) throws -> Void) throws {
        if isOfOne {
            try write(JSONReport.render([summary]))
        } else {
            try write((isFirst ? "" : ",\n") + SummaryJSON.encode(summary))
        }
    }

    private func rows(
        of stored: StoredSummary,
        as run: CSVRun?,
        in store: RunStore,
        to write: (String) throws -> Void
    ) throws {
        switch kind {
        case .frames(let columns, let stream):
            let samples = stream == .test ? stored.samples : try store.samples(of: stored.run, stream: .control)
            switch columns {
            case .first: try CSVReport.write(samples: samples, of: run, to: write)
            case .all: try SampleCSV.write(samples: samples, of: run, to: write)
            }
        case .periods(let columns):
            try PeriodCSV.write(periods: stored.summary.frameRate.periods, columns: columns, of: run, to: write)
        case .segments: try SegmentCSV.write(segments: try store.segments(of: stored.run), of: run, to: write)
        case .scores: try QualityCSV.write(frames: try store.scoredFrames(of: stored.run), of: run, to: write)
        case .summaries: break
        }
    }
}
