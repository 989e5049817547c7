import LabModel
import LabTesting
import Testing

@testable import RunStore

/// What the stock `sqlite3` shell sees of the first lab's tables.
struct StoreViewTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
    }

    @Test func `stream_data has a row for each decoded frame`() throws {
        var unreadable = Sample(unreadable: .noCode, decoded: Known.start + .milliseconds(55))
        unreadable.clockOffset = .zero
        let undecoded = Sample(arrival: Known.start)
        try store.addRun(Known.draft(), samples: [Known.sample(4), undecoded, unreadable, Known.sample(7)])
        let rows = try SQLiteShell.rows(
            store.path,
            """
            SELECT frame_number, frame_number_received, printf('%.3f', time_generated - 1.8e9),
            printf('%.3f', time_received - 1.8e9), analysis_number FROM stream_data WHERE analysis_number = 0
            """
        )
        #expect(rows == ["4|0|0.160|0.170|0", "null|2|0.000|0.055|0", "7|3|0.280|0.290|0"])
        let unreadTimes = "SELECT time_generated FROM stream_data WHERE frame_number IS NULL"
        #expect(try SQLiteShell.rows(store.path, unreadTimes) == ["null"])
    }

    @Test func `time_received is by the streamer's clock where the offset is known`() throws {
        let ahead = Known.sample(0, offset: .seconds(2))
        let behind = Known.sample(0, offset: .seconds(-3))
        let unknown = Known.sample(0, offset: nil)
        try store.addRun(Known.draft(), samples: [ahead, behind, unknown])
        let rows = try SQLiteShell.rows(
            store.path,
            "SELECT printf('%.3f', time_received - time_generated) FROM stream_data"
        )
        #expect(rows == ["2.010", "-2.990", "0.010"])
    }

    @Test func `stream_data reads what the codec wrote, in every chunk`() throws {
        let samples = (0..<2_500).map { Known.sample(UInt32($0) &* 1_717_987) }
        try store.addRun(Known.draft(), samples: samples)
        let rows = try SQLiteShell.rows(store.path, "SELECT frame_number FROM stream_data")
        #expect(rows == samples.compactMap { $0.stamp?.number?.rawValue.description })
    }

    @Test func `Instants keep their microseconds, before 1970 too`() throws {
        var sample = Known.sample(0)
        sample.stamp?.time = WallTime(nanoseconds: -1_500_000_000)
        sample.decoded = WallTime(nanoseconds: 1_763_700_000_123_456_789)
        try store.addRun(Known.draft(), samples: [sample])
        let rows = try SQLiteShell.rows(
            store.path,
            "SELECT time_generated, printf('%.6f', time_received), typeof(time_received) FROM stream_data"
        )
        #expect(rows == ["-1.5|1763700000.123457|real"])
    }

    @Test func `Runs are told apart and a filter on one needs no other`() throws {
        try store.addRun(Known.draft(seed: 1), samples: Known.samples(3))
        try store.addRun(Known.draft(seed: 2), samples: Known.samples(2))
        let counts = "SELECT analysis_number, count(*), max(frame_number_received) FROM stream_data GROUP BY 1"
        #expect(try SQLiteShell.rows(store.path, counts) == ["0|3|2", "1|2|1"])
        let plan = try SQLiteShell.rows(
            store.path,
            "EXPLAIN QUERY PLAN SELECT * FROM stream_data WHERE analysis_number = 1"
        )
        #expect(plan.contains { $0.contains("SEARCH run USING INDEX") && $0.contains("analysis_number=?") })
    }

    @Test func `A run that is still being measured shows what is committed`() throws {
        let run = try store.begin(Known.draft(), clock: ManualClock())
        var batch = SampleBatch()
        batch.samples = Known.samples(2)
        try store.append(batch, to: run)
        #expect(try SQLiteShell.rows(store.path, "SELECT frame_number FROM stream_data") == ["0", "1"])
        #expect(try SQLiteShell.rows(store.path, "SELECT * FROM stream_data_final").isEmpty)
    }

    @Test func `stream_data_final has a row for each period of the summary`() throws {
        try store.addRun(Known.draft())
        let rows = try SQLiteShell.rows(store.path, "SELECT * FROM stream_data_final")
        #expect(rows == ["0|248|2|24.8|0.01025|0", "1|12|null|null|null|0"])
    }

    @Test func `stream_params shows the settings`() throws {
        var draft = Known.draft()
        draft.settings["video-type"] = .text("LIVE")
        try store.addRun(draft)
        var old = Known.draft(seed: 2)
        old.settings = ["image_size": .integer(3), "video_type": .text("PRERECORDED")]
        try store.addRun(old)
        let rows = try SQLiteShell.rows(store.path, "SELECT * FROM stream_params")
        #expect(rows == ["512|1.5|1|25|LIVE|0", "null|null|3|null|PRERECORDED|1"])
    }

    @Test func `The views have the first lab's columns`() throws {
        let sql = "SELECT group_concat(name, ' ') FROM pragma_table_info"
        #expect(
            try SQLiteShell.rows(store.path, "\(sql)('stream_data')")
                == ["frame_number frame_number_received time_generated time_received analysis_number"]
        )
        #expect(
            try SQLiteShell.rows(store.path, "\(sql)('stream_data_final')")
                == [
                    "minute_count frames_received frames_dropped avg_calculated_fps avg_calculated_latency "
                        + "analysis_number"
                ]
        )
        #expect(
            try SQLiteShell.rows(store.path, "\(sql)('stream_params')")
                == ["cpu ram image_size fps video_type analysis_number"]
        )
    }
}
