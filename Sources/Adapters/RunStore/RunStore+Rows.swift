import Foundation
import GRDB
import LabModel

extension RunStore {
    /// How many samples a chunk holds at most.
    static let chunkLimit = 1_000

    /// Adds samples after those stored of their stream, in chunks.
    func insert(_ samples: [Sample], stream: SampleStream, of run: StoredRun, into database: Database) throws {
        guard !samples.isEmpty else { return }
        let uuid = run.manifest.uuid
        try requireRunning(run, database)
        var sequence = try nextSequence(in: "sample_chunk", of: uuid, database)
        var first = try nextSample(of: uuid, stream: stream, database)
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO sample_chunk (run, sequence, stream, first_sample, count, records)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        )
        for start in stride(from: 0, to: samples.count, by: Self.chunkLimit) {
            let chunk = samples[start..<min(start + Self.chunkLimit, samples.count)]
            try statement.execute(arguments: [
                uuid, sequence, stream.rawValue, first, chunk.count, Data(SampleCodec.encode(chunk)),
            ])
            sequence += 1
            first += chunk.count
        }
    }

    /// Puts samples in the place of those stored of their stream, one for one.
    func replace(_ samples: [Sample], stream: SampleStream, of run: StoredRun, in database: Database) throws {
        let chunks = try Row.fetchAll(
            database,
            sql: "SELECT sequence, count FROM sample_chunk WHERE run = ? AND stream = ? ORDER BY sequence",
            arguments: [run.manifest.uuid, stream.rawValue]
        )
        let stored = chunks.reduce(0) { $0 + ($1["count"] as Int) }
        guard stored == samples.count else {
            throw RunStoreError.sampleCount(name: run.name, stored: stored, given: samples.count)
        }
        let statement = try database.cachedStatement(
            sql: "UPDATE sample_chunk SET records = ?3 WHERE run = ?1 AND sequence = ?2 AND records <> ?3"
        )
        var start = 0
        for chunk in chunks {
            let end = start + (chunk["count"] as Int)
            let records = Data(SampleCodec.encode(samples[start..<end]))
            try statement.execute(arguments: [run.manifest.uuid, chunk["sequence"] as Int, records])
            start = end
        }
    }

    /// Adds exchanges after those stored.
    func insert(_ exchanges: [ClockExchange], of uuid: String, into database: Database) throws {
        guard !exchanges.isEmpty else { return }
        let first = try nextSequence(in: "clock_exchange", of: uuid, database)
        let statement = try database.cachedStatement(
            sql: "INSERT INTO clock_exchange (run, sequence, t1, t2, t3, t4, answer) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        for (index, exchange) in exchanges.enumerated() {
            let answer = try exchange.answer.map { try StoreJSON.encode($0) }
            try statement.execute(arguments: [
                uuid, first + index, exchange.t1.nanoseconds, exchange.t2.nanoseconds, exchange.t3.nanoseconds,
                exchange.t4.nanoseconds, answer,
            ])
        }
    }

    /// Adds events after those stored.
    func insert(_ events: [RunEvent], of uuid: String, into database: Database) throws {
        guard !events.isEmpty else { return }
        let first = try nextSequence(in: "run_event", of: uuid, database)
        let statement = try database.cachedStatement(
            sql: "INSERT INTO run_event (run, sequence, t_s, code, text) VALUES (?, ?, ?, ?, ?)"
        )
        for (index, event) in events.enumerated() {
            guard event.tS.isFinite else {
                throw RunStoreError.notStorable(reason: "event \(event.code) at \(event.tS) s")
            }
            try statement.execute(arguments: [uuid, first + index, event.tS, event.code, event.text])
        }
    }

    /// Throws where a run has ended, or is not there.
    func requireRunning(_ run: StoredRun, _ database: Database) throws {
        let statement = try database.cachedStatement(sql: "SELECT state FROM run WHERE uuid = ?")
        guard let state = try String.fetchOne(statement, arguments: [run.manifest.uuid]) else {
            throw RunStoreError.noSuchRun(name: run.name, path: path)
        }
        guard state == "running" else { throw RunStoreError.runEnded(name: run.name) }
    }

    private func nextSample(of uuid: String, stream: SampleStream, _ database: Database) throws -> Int {
        let statement = try database.cachedStatement(
            sql: """
                SELECT first_sample + count FROM sample_chunk
                WHERE run = ? AND stream = ? ORDER BY sequence DESC LIMIT 1
                """
        )
        return try Int.fetchOne(statement, arguments: [uuid, stream.rawValue]) ?? 0
    }

    func nextSequence(in table: String, of uuid: String, _ database: Database) throws -> Int {
        let sql = "SELECT coalesce(max(sequence), -1) + 1 FROM \(table) WHERE run = ?"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [uuid]) ?? 0
    }
}
