import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import RunStore

/// How fast samples are stored; prints figures, and runs only when `GLASSLAB_MEASURE` is set.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["GLASSLAB_MEASURE"] != nil))
struct StoreSpeedTests {
    let folder: TemporaryFolder
    let store: RunStore
    let clock = SystemClock()

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
    }

    @Test func `Encoding alone`() throws {
        let samples = Known.samples(1_000)
        for _ in 0..<5 {
            let began = start()
            var bytes = 0
            for _ in 0..<1_000 {
                bytes += SampleCodec.encode(samples).count
            }
            #expect(bytes == 66_000_000)
            try report("SampleCodec.encode", 1_000_000, since: began)
        }
    }

    @Test func `Transactions of one chunk`() throws {
        let run = try store.begin(Known.draft(), clock: clock)
        var batch = SampleBatch()
        batch.samples = Known.samples(1_000)
        for _ in 0..<5 {
            let began = start()
            for _ in 0..<1_000 {
                try store.append(batch, to: run)
            }
            try report("append, 1,000 a transaction", 1_000_000, since: began)
        }
        #expect(try count() == 5_000_000)
    }

    @Test func `Through the writer`() throws {
        let samples = Known.samples(150_000)
        for attempt in 0..<5 {
            let run = try store.begin(Known.draft(seed: UInt64(attempt)), clock: clock)
            let began = start()
            let writer = SampleWriter(store: store, run: run, clock: clock)
            for sample in samples {
                writer.add(sample)
            }
            try writer.finish()
            try report("SampleWriter, a burst of 150,000", samples.count, since: began)
        }
        #expect(try count() == 5 * samples.count)
    }

    @Test func `Replacing a million samples`() throws {
        let run = try store.begin(Known.draft(), clock: clock)
        var batch = SampleBatch()
        batch.samples = Known.samples(1_000_000)
        try store.append(batch, to: run)
        for attempt in 0..<5 {
            let offset = Latency.microseconds(Int64(attempt + 1))
            let corrected = (0..<UInt32(1_000_000)).map { Known.sample($0, offset: offset) }
            let began = start()
            try store.replaceSamples(of: run, with: corrected)
            try report("replaceSamples, all different", corrected.count, since: began)
            let again = start()
            try store.replaceSamples(of: run, with: corrected)
            try report("replaceSamples, none different", corrected.count, since: again)
        }
    }

    @Test func `Reading back, and the view in the stock shell`() throws {
        try store.addRun(Known.draft(), samples: Known.samples(18_000))
        let run = try store.run(named: "test1")
        for _ in 0..<5 {
            let began = start()
            #expect(try store.samples(of: run).count == 18_000)
            try report("samples(of:)", 18_000, since: began)
        }
        for _ in 0..<5 {
            let began = start()
            let rows = try SQLiteShell.rows(
                store.path,
                "SELECT count(*), sum(time_received - time_generated) FROM stream_data WHERE analysis_number = 0"
            )
            try report("stream_data in sqlite3 (\(rows))", 18_000, since: began)
        }
    }

    private typealias Start = (instant: MonotonicTime, cpuTime: Latency)

    private func start() -> Start {
        (clock.monotonicNow(), ProcessUsage.cpuTime())
    }

    private func count() throws -> Int {
        try store.runs().reduce(0) { sum, listing in
            var total = sum
            try store.forEachChunk(of: store.run(named: listing.uuid)) { total += $0.count }
            return total
        }
    }

    private func report(_ what: String, _ samples: Int, since began: Start) throws {
        let spent = (clock.monotonicNow() - began.instant).seconds
        let worked = Int((ProcessUsage.cpuTime() - began.cpuTime).milliseconds)
        let rate = Int(Double(samples) / spent)
        let text = "\(what): \(samples) samples in \(Int(spent * 1e3)) ms (CPU \(worked) ms), \(rate) a second\n"
        try FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
