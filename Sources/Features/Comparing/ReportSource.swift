import Dispatch
public import Estimation
import LabModel
public import Reporting
public import RunStore
import Synchronization

/// Reads from a store what a report tells of chosen runs.
public struct ReportSource: Sendable {
    /// Of so many runs the worst moments are looked for, the newest: it takes their samples.
    public static let momentsLimit = 12
    /// How many runs are read before they are made into numbers.
    private static let batch = 64

    /// Where the runs are.
    public let store: RunStore

    /// Reads from a store.
    public init(_ store: RunStore) {
        self.store = store
    }

    /// Reads chosen runs, with all cores.
    ///
    /// What was never finished is summed up from what was stored so far.
    ///
    /// - Parameters:
    ///   - runs: which ones.
    ///   - withDigests: whether pictures are drawn: then digests and worst moments are read too.
    ///   - progress: is told now and then how many were read.
    /// - Returns: them, in the same order.
    /// - Throws: what keeps the file.
    public func read(
        _ runs: [RunListing],
        withDigests: Bool = true,
        progress: (Int) -> Void = { _ in }
    ) throws(RunStoreError) -> [ReportRun] {
        var read: [ReportRun] = []
        read.reserveCapacity(runs.count)
        for start in stride(from: 0, to: runs.count, by: Self.batch) {
            progress(read.count)
            let batch = runs[start..<min(start + Self.batch, runs.count)].map(\.uuid)
            let found = try store.results(of: batch, withDigests: withDigests)
            let results = try batch.map { uuid throws(RunStoreError) in
                guard let result = found[uuid] else {
                    throw RunStoreError.noSuchRun(name: uuid, path: store.path)
                }
                return result
            }
            read += try reportRuns(results, withDigests: withDigests)
        }
        if withDigests {
            try addMoments(to: &read)
        }
        return read
    }

    /// The complete runs of a choice as a set to compare, with what was passed over.
    /// - Parameters:
    ///   - name: what a person calls them.
    ///   - chosen: the runs.
    /// - Returns: the set.
    /// - Throws: what keeps the file.
    public func set(named name: String, _ chosen: ChosenRuns) throws(RunStoreError) -> RunSet {
        var set = RunSet(name: name, runs: try read(chosen.runs, withDigests: false).map(\.summary))
        set.died = chosen.died.count
        set.unfinished = chosen.unfinished.count
        return set
    }

    /// Makes stored results into numbers, with all cores.
    private func reportRuns(_ results: [StoredResult], withDigests: Bool) throws(RunStoreError) -> [ReportRun] {
        let made = Mutex([Result<ReportRun, RunStoreError>?](repeating: nil, count: results.count))
        DispatchQueue.concurrentPerform(iterations: results.count) { index in
            let run = Result { () throws(RunStoreError) in
                try reportRun(results[index], withDigests: withDigests)
            }
            made.withLock { $0[index] = run }
        }
        var runs: [ReportRun] = []
        for result in made.withLock({ $0 }) {
            if let run = try result?.get() {
                runs.append(run)
            }
        }
        return runs
    }

    private func reportRun(_ result: StoredResult, withDigests: Bool) throws(RunStoreError) -> ReportRun {
        if let summary = try result.summary(in: store.path) {
            var run = ReportRun(summary: summary)
            guard withDigests else { return run }
            run.digest = result.digest
            if run.digest == nil {
                run.digest = try store.digest(of: store.run(named: result.uuid))
            }
            return run
        }
        let stored = try store.run(named: result.uuid)
        let trace = try store.trace(of: stored)
        var run = ReportRun(summary: Estimator.summarize(trace, manifest: stored.manifest))
        run.digest = withDigests ? RunDigest(trace) : nil
        run.isUnfinished = true
        return run
    }

    /// Looks for the worst moments of the newest runs of which pictures were scored.
    private func addMoments(to runs: inout [ReportRun]) throws(RunStoreError) {
        let scored = runs.indices.filter { runs[$0].summary.quality?.matched != nil }
        for index in scored.suffix(Self.momentsLimit) {
            let stored = try store.run(named: runs[index].summary.run.uuid)
            let moments = WorstMoment.find(
                try store.scoredFrames(of: stored),
                samples: try store.samples(of: stored),
                framesPerSecond: runs[index].summary.media.fps
            )
            runs[index].worst = moments.map { ReportMoment($0) }
        }
    }
}
