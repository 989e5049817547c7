public import Estimation
import GRDB
public import LabModel

extension RunStore {
    /// Begins a run: gives it the next attempt of its id and the next analysis number of the file.
    ///
    /// Both are right however many processes begin runs at once. Until it is finished, the run belongs to this process.
    /// - Throws: ``RunStoreError/wrongID(_:)``, ``RunStoreError/runExists(uuid:path:)``, or what keeps the file.
    public func begin(_ draft: RunDraft, clock: any LabClock) throws(RunStoreError) -> StoredRun {
        try draft.validate()
        return try write { database in
            try begin(draft, clock: clock, in: database)
        }
    }

    /// Stores a run that is known from its beginning to its end, as another laboratory's trace is: all of it or nothing.
    ///
    /// Holds the database for about 0.3 s a million samples.
    ///
    /// - Parameters:
    ///   - draft: what it measured and how.
    ///   - trace: everything that was observed.
    ///   - summary: what the trace says; its attempt becomes the one that the store gives.
    ///   - digest: what pictures of the trace are drawn from; nil to make it here.
    ///   - clock: when it was stored.
    /// - Returns: the run, ended.
    /// - Throws: ``RunStoreError/wrongID(_:)``, ``RunStoreError/runExists(uuid:path:)``, or what keeps the file.
    public func add(
        _ draft: RunDraft,
        trace: Trace,
        summary: Summary,
        digest: RunDigest? = nil,
        clock: any LabClock
    ) throws(RunStoreError) -> StoredRun {
        try draft.validate()
        let digest = digest ?? RunDigest(trace)
        return try write { database in
            var run = try begin(draft, clock: clock, in: database)
            try insert(trace.samples, stream: .test, of: run, into: database)
            try insert(trace.control, stream: .control, of: run, into: database)
            var summary = summary
            summary.run.attempt = run.manifest.attempt
            try end(run, trace: trace, summary: summary, digest: digest, in: database)
            run.state = RunState(endReason: trace.endReason)
            run.endReason = trace.endReason
            return run
        }
    }

    /// Ends a run: stores what its trace says beside the samples, and its summary.
    ///
    /// From then on it never changes.
    ///
    /// - Parameters:
    ///   - run: a run that was begun and not finished.
    ///   - trace: its samples are not stored, since a ``SampleWriter`` did; but where they are all there, the run's digest
    ///     is made of them. Its exchanges, events, segments and scored pairs replace those stored as they happened.
    ///   - summary: what the trace says.
    ///   - digest: what pictures of the trace are drawn from; nil to make it here.
    /// - Throws: ``RunStoreError/runEnded(name:)``, ``RunStoreError/noSuchRun(name:path:near:)``, or what keeps the file.
    public func finish(
        _ run: StoredRun,
        trace: Trace,
        summary: Summary,
        digest: RunDigest? = nil
    ) throws(RunStoreError) {
        let digest = digest ?? RunDigest(trace)
        try write { database in
            let stored = try countOfSamples(of: run.manifest.uuid, database)
            let isWhole = stored == trace.samples.count
            try end(run, trace: trace, summary: summary, digest: isWhole ? digest : nil, in: database)
        }
    }

    /// Puts other samples in the place of those stored, one for one: what a clock fit over the whole run corrects.
    ///
    /// Happens as a whole or not at all, and holds the database for about 0.3 s a million samples; chunks in which
    /// nothing differs are left as they are.
    ///
    /// - Parameters:
    ///   - run: a run that was begun and not finished, and to which nobody adds any more.
    ///   - stream: which of its streams.
    ///   - samples: as many as are stored of it, in the same order.
    /// - Throws: ``RunStoreError/sampleCount(name:stored:given:)``, ``RunStoreError/runEnded(name:)``,
    ///   ``RunStoreError/noSuchRun(name:path:near:)``, or what keeps the file.
    public func replaceSamples(
        of run: StoredRun,
        stream: SampleStream = .test,
        with samples: [Sample]
    ) throws(RunStoreError) {
        try write { database in
            try requireRunning(run, database)
            try replace(samples, stream: stream, of: run, in: database)
        }
    }

    /// Commits what was observed since the last time, all of it or nothing.
    func append(_ batch: SampleBatch, to run: StoredRun, stream: SampleStream = .test) throws(RunStoreError) {
        try write { database in
            let uuid = run.manifest.uuid
            if let facts = batch.facts {
                try update(facts, of: run, in: database)
            }
            try insert(batch.exchanges, of: uuid, into: database)
            try insert(batch.events, of: uuid, into: database)
            try insert(batch.segments, of: run, into: database)
            try insert(batch.quality, of: run, into: database)
            try insert(batch.samples, stream: stream, of: run, into: database)
        }
    }

    private func begin(_ draft: RunDraft, clock: any LabClock, in database: Database) throws -> StoredRun {
        let manifest = try StoreJSON.encode(draft)
        let known = "SELECT 1 FROM run WHERE uuid = ?"
        guard try Int.fetchOne(database, sql: known, arguments: [draft.uuid]) == nil else {
            throw RunStoreError.runExists(uuid: draft.uuid, path: path)
        }
        let nextAttempt = "SELECT coalesce(max(attempt), 0) + 1 FROM run WHERE id = ?"
        let attempt = try Int.fetchOne(database, sql: nextAttempt, arguments: [draft.id]) ?? 1
        let nextNumber = "SELECT coalesce(max(analysis_number), -1) + 1 FROM run"
        let number = try Int.fetchOne(database, sql: nextNumber) ?? 0
        try database.execute(
            sql: """
                INSERT INTO run
                (uuid, id, attempt, analysis_number, provider, started_at, begun_at, owner, state, manifest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'running', ?)
                """,
            arguments: [
                draft.uuid, draft.id, attempt, number, draft.provider, draft.startedAt.nanoseconds,
                clock.now().nanoseconds, RunOwner.current.text, manifest,
            ]
        )
        return StoredRun(
            manifest: draft.manifest(attempt: attempt),
            analysisNumber: number,
            state: .running,
            endReason: nil
        )
    }

    private func end(
        _ run: StoredRun,
        trace: Trace,
        summary: Summary,
        digest: RunDigest?,
        in database: Database
    ) throws {
        let uuid = run.manifest.uuid
        try requireRunning(run, database)
        for table in ["clock_exchange", "run_event", "segment", "frame_quality"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [uuid])
        }
        try insert(trace.exchanges, of: uuid, into: database)
        try insert(trace.events, of: uuid, into: database)
        try insert(trace.segments, of: run, into: database)
        try insert(trace.quality?.frames ?? [], of: run, into: database)
        try database.execute(
            sql: "UPDATE run SET state = 'ended', end_reason = ?, trace = ?, summary = ? WHERE uuid = ?",
            arguments: [
                trace.endReason.rawValue, try StoreJSON.encode(TraceFacts(trace)), try SummaryJSON.encode(summary),
                uuid,
            ]
        )
        try insertFigures(of: uuid, into: database)
        if let digest {
            try insert(digest, of: uuid, into: database)
        }
    }

    private func update(_ facts: TraceFacts, of run: StoredRun, in database: Database) throws {
        try database.execute(
            sql: "UPDATE run SET trace = ? WHERE uuid = ? AND state = 'running'",
            arguments: [try StoreJSON.encode(facts), run.manifest.uuid]
        )
        guard database.changesCount == 1 else { throw RunStoreError.runEnded(name: run.name) }
    }
}
