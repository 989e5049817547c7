import Foundation
import GRDB
public import LabModel

extension RunStore {
    /// How many samples are read at once at most: 46 hours at 60 frames a second.
    public static let sampleLimit = 10_000_000

    /// Everything observed of a run, with all samples of both streams that were committed.
    ///
    /// Of a run that was never finished, what was stored as it happened: the end reason is then `interrupted`, unless it
    /// was measured to its end, and what nobody stored is nil.
    /// - Throws: ``RunStoreError/tooManySamples(name:limit:)`` above ``sampleLimit``, or what keeps the file.
    public func trace(of run: StoredRun) throws(RunStoreError) -> Trace {
        let uuid = run.manifest.uuid
        // Samples first: of a run that goes on, what is said of it then covers them all.
        let (samples, control) = (try samples(of: run), try samples(of: run, stream: .control))
        return try read { database in
            let sql = "SELECT state, trace FROM run WHERE uuid = ?"
            guard let row = try Row.fetchOne(database, sql: sql, arguments: [uuid]) else {
                throw RunStoreError.noSuchRun(name: run.name, path: path)
            }
            var trace = try (row["trace"] as String?).map { try StoreJSON.decode(TraceFacts.self, from: $0).trace }
            if row["state"] == "running" {
                var begun = trace ?? Trace()
                // A run that was measured to its end is stored as such before it joins the stream again.
                begun.endReason = begun.drained == nil ? .interrupted : begun.endReason
                trace = begun
            }
            guard var trace else { throw RunStoreError.damaged(path: path, reason: "an ended run without a trace") }
            trace.exchanges = try exchanges(of: uuid, database)
            trace.events = try events(of: uuid, database)
            trace.segments = try segments(of: uuid, database)
            trace.quality?.frames = try scoredFrames(of: uuid, database)
            trace.samples = samples
            trace.control = control
            return trace
        }
    }

    /// What a finished run's measurement says; nil where the run was never finished.
    ///
    /// Its attempt is the one that the run has now: a merge may have numbered it anew.
    public func summary(of run: StoredRun) throws(RunStoreError) -> Summary? {
        try read { database in
            let sql = "SELECT attempt, summary FROM run WHERE uuid = ?"
            guard let row = try Row.fetchOne(database, sql: sql, arguments: [run.manifest.uuid]) else {
                throw RunStoreError.noSuchRun(name: run.name, path: path)
            }
            var summary = try (row["summary"] as String?).map { try SummaryJSON.decode($0) }
            summary?.run.attempt = row["attempt"]
            return summary
        }
    }

    /// All samples of one of a run's streams, in the order in which they were added; none where it had no such stream.
    /// - Throws: ``RunStoreError/tooManySamples(name:limit:)`` above ``sampleLimit``, or what keeps the file.
    public func samples(of run: StoredRun, stream: SampleStream = .test) throws(RunStoreError) -> [Sample] {
        var samples: [Sample] = []
        do {
            try forEachChunk(of: run, stream: stream) { chunk in
                guard samples.count + chunk.count <= Self.sampleLimit else {
                    throw RunStoreError.tooManySamples(name: run.name, limit: Self.sampleLimit)
                }
                samples += chunk
            }
        } catch {
            throw RunStoreError(error, path: path)
        }
        return samples
    }

    /// Hands out samples of one of a run's streams in the order in which they were added, at most 1,000 at a time.
    ///
    /// The file is not held between chunks: writers go on, and samples that they add meanwhile are handed out too.
    /// - Throws: what `body` throws, or a ``RunStoreError``.
    public func forEachChunk(
        of run: StoredRun,
        stream: SampleStream = .test,
        _ body: ([Sample]) throws -> Void
    ) throws {
        var last = -1
        while let (sequence, chunk) = try nextChunk(of: run, stream: stream, after: last) {
            try body(chunk)
            last = sequence
        }
    }

    private func nextChunk(
        of run: StoredRun,
        stream: SampleStream,
        after last: Int
    ) throws(RunStoreError) -> (sequence: Int, samples: [Sample])? {
        try read { database in
            // A file of version 1 that is only read stays as it is, and knows one stream.
            let columns = "SELECT count(*) FROM pragma_table_info('sample_chunk') WHERE name = 'stream'"
            let hasStreams = try Int.fetchOne(database.cachedStatement(sql: columns)) == 1
            guard hasStreams || stream == .test else { return nil }
            let narrowed = hasStreams ? "AND stream = \(stream.rawValue)" : ""
            let statement = try database.cachedStatement(
                sql: """
                    SELECT sequence, count, records FROM sample_chunk
                    WHERE run = ? AND sequence > ? \(narrowed) ORDER BY sequence LIMIT 1
                    """
            )
            guard let row = try Row.fetchOne(statement, arguments: [run.manifest.uuid, last]) else { return nil }
            let bytes: Data = row["records"]
            do {
                return (row["sequence"], try bytes.withUnsafeBytes { try SampleCodec.decode($0) })
            } catch let error as SampleCodecError {
                throw RunStoreError.damaged(path: path, reason: error.description)
            }
        }
    }

    private func exchanges(of uuid: String, _ database: Database) throws -> [ClockExchange] {
        let sql = "SELECT t1, t2, t3, t4, answer FROM clock_exchange WHERE run = ? ORDER BY sequence"
        return try Row.fetchAll(database, sql: sql, arguments: [uuid]).map { row in
            ClockExchange(
                t1: WallTime(nanoseconds: row["t1"]),
                t2: WallTime(nanoseconds: row["t2"]),
                t3: WallTime(nanoseconds: row["t3"]),
                t4: WallTime(nanoseconds: row["t4"]),
                answer: try (row["answer"] as String?).map { try StoreJSON.decode(ClockAnswer.self, from: $0) }
            )
        }
    }

    private func events(of uuid: String, _ database: Database) throws -> [RunEvent] {
        let sql = "SELECT t_s, code, text FROM run_event WHERE run = ? ORDER BY sequence"
        return try Row.fetchAll(database, sql: sql, arguments: [uuid]).map { row in
            RunEvent(tS: row["t_s"], code: row["code"], text: row["text"])
        }
    }
}
