import Estimation
import LabCommand
import LabModel
import RunStore

/// A stored run with its samples and its summary.
struct StoredSummary {
    let run: StoredRun
    let samples: [Sample]
    let summary: Summary
    /// Whether the summary was computed now, because the run was never finished.
    let isNew: Bool

    /// Reads a run.
    ///
    /// - Parameters:
    ///   - name: what its user calls it.
    ///   - store: where it is.
    ///   - withSamples: whether samples are read where the summary is stored; those of a run that was never finished are.
    /// - Throws: ``RunStoreError``.
    init(named name: String, in store: RunStore, withSamples: Bool = true) throws(RunStoreError) {
        run = try store.run(named: name)
        if let stored = try store.summary(of: run) {
            summary = stored
            samples = withSamples ? try store.samples(of: run) : []
            isNew = false
        } else {
            let trace = try store.trace(of: run)
            summary = Estimator.summarize(trace, manifest: run.manifest)
            samples = trace.samples
            isNew = true
        }
    }

    /// A run's summary alone, without reading samples where it is stored.
    static func summary(named name: String, in store: RunStore) throws(RunStoreError) -> Summary {
        let run = try store.run(named: name)
        if let stored = try store.summary(of: run) {
            return stored
        }
        return Estimator.summarize(try store.trace(of: run), manifest: run.manifest)
    }

    /// Says on stderr that the summary is not a finished run's.
    func explain(on console: Console) {
        guard isNew else { return }
        let state = run.state == .running ? "is still being measured" : "was never finished"
        console.warning("the run \(run.name) \(state): these are the numbers of what was stored so far")
    }
}
