import Foundation
import GRDB
import LabModel

extension RunStore {
    /// How many samples a chunk holds at most.
    static let chunkLimit = 1_000

    /// Adds samples after those stored, in chunks.
    func insert(_ samples: [Sample], of run: StoredRun, into database: Database) throws {
        guard !samples.isEmpty else { return }
        let uuid = run.manifest.uuid
        let state = try String.fetchOne(database, sql: "SELECT state FROM run WHERE uuid = ?", arguments: [uuid])
        guard let state else { throw RunStoreError.noSuchRun(name: run.name, path: path) }
        guard state == "running" else { throw RunStoreError.runEnded(name: run.name) }
        var (sequence, first) = try nextChunk(of: uuid, database)
        let statement = try database.cachedStatement(
            sql: "INSERT INTO sample_chunk (run, sequence, first_sample, count, records) VALUES (?, ?, ?, ?, ?)"
        )
        for start in stride(from: 0, to: samples.count, by: Self.chunkLimit) {
            let chunk = samples[start..<min(start + Self.chunkLimit, samples.count)]
            try statement.execute(arguments: [uuid, sequence, first, chunk.count, Data(SampleCodec.encode(chunk))])
            sequence += 1
            first += chunk.count
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

    private func nextChunk(of uuid: String, _ database: Database) throws -> (sequence: Int, first: Int) {
        let statement = try database.cachedStatement(
            sql: """
                SELECT sequence + 1, first_sample + count FROM sample_chunk
                WHERE run = ? ORDER BY sequence DESC LIMIT 1
                """
        )
        return try Row.fetchOne(statement, arguments: [uuid]).map { ($0[0], $0[1]) } ?? (0, 0)
    }

    private func nextSequence(in table: String, of uuid: String, _ database: Database) throws -> Int {
        let sql = "SELECT coalesce(max(sequence), -1) + 1 FROM \(table) WHERE run = ?"
        return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [uuid]) ?? 0
    }
}
