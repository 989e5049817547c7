import LabModel
import LabTesting
import Testing

@testable import RunStore

/// Segments and parts of segmented streams, in the store and in the stock shell.
struct SegmentStoreTests {
    let folder: TemporaryFolder
    let store: RunStore
    let run: StoredRun

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
        run = try store.begin(Known.draft(), clock: ManualClock())
    }

    private func add(_ segments: [SegmentFact]) throws {
        var batch = SampleBatch()
        batch.segments = segments
        try store.append(batch, to: run)
    }

    @Test func `A segment of which nothing is known but its request comes back so`() throws {
        let bare = SegmentFact(sequence: 0, requested: Known.start)
        try add([bare])
        #expect(try store.trace(of: run).segments == [bare])
        #expect(try store.segments(of: run) == [bare])
    }

    @Test func `Segments that ended in another order stand in that of their requests`() throws {
        try add([Known.segment(3), Known.segment(5)])
        try add([Known.segment(4), Known.segment(2)])
        #expect(try store.trace(of: run).segments.map(\.sequence) == [2, 3, 4, 5])
    }

    @Test func `The trace's segments take the place of those stored as they came`() throws {
        try add([Known.segment(1), Known.segment(2)])
        var trace = Known.trace()
        trace.segments = [Known.segment(2), Known.segment(3)]
        try store.finish(run, trace: trace, summary: Known.summary(of: run))
        #expect(try store.trace(of: run).segments == trace.segments)
    }

    @Test func `A run keeps the first of them up to the limit`() throws {
        let fact = SegmentFact(sequence: 1, requested: Known.start)
        try add(Array(repeating: fact, count: Trace.segmentLimit - 1))
        try add([Known.segment(2), Known.segment(3)])
        try add([Known.segment(4)])
        let stored = try store.trace(of: run).segments
        #expect(stored.count == Trace.segmentLimit && stored.last == Known.segment(2))
    }

    @Test func `A trace keeps the first beeps up to the limit`() throws {
        var trace = Known.trace()
        let beep = trace.avOffsets[0]
        trace.avOffsets = Array(repeating: beep, count: Trace.avOffsetLimit + 5)
        #expect(TraceFacts(trace).trace.avOffsets.count == Trace.avOffsetLimit)
    }

    @Test func `stream_segments shows a row for each, in seconds`() throws {
        try add([Known.segment(7), Known.segment(8, part: 1), SegmentFact(sequence: 9, requested: Known.start)])
        let rows = try SQLiteShell.rows(
            store.path,
            """
            SELECT segment_number, part_number, printf('%.3f', time_requested - 1.8e9),
            printf('%.3f', time_first_byte - time_requested), printf('%.3f', time_last_byte - time_requested),
            size_bytes, duration, playlist_age, printf('%.3f', program_time - 1.8e9), is_hinted, variant
            FROM stream_segments WHERE analysis_number = 0 ORDER BY segment_number
            """
        )
        #expect(
            rows == [
                "7|null|28.000|0.010|0.030|1000007|4.0|0.25|23.000|0|1280x720@2500000",
                "8|1|32.000|0.010|0.030|1000008|4.0|0.25|27.000|1|1280x720@2500000",
                "9|null|0.000|0.000|0.000|0|null|null|0.000|0|null",
            ]
        )
        let unknown = """
            SELECT time_first_byte, time_last_byte, program_time FROM stream_segments WHERE segment_number = 9
            """
        #expect(try SQLiteShell.rows(store.path, unknown) == ["null|null|null"])
    }

    @Test func `stream_segments has these columns and finds a run's rows by an index`() throws {
        let columns = "SELECT group_concat(name, ' ') FROM pragma_table_info('stream_segments')"
        #expect(
            try SQLiteShell.rows(store.path, columns) == [
                "segment_number part_number time_requested time_first_byte time_last_byte size_bytes duration "
                    + "playlist_age program_time is_hinted variant analysis_number"
            ]
        )
        let plan = try SQLiteShell.rows(
            store.path,
            "EXPLAIN QUERY PLAN SELECT * FROM stream_segments WHERE analysis_number = 1"
        )
        #expect(plan.contains { $0.contains("SEARCH segment USING PRIMARY KEY (run=?)") })
    }
}
