import GRDB
import LabModel
import LabTesting
import Machine
import Testing

@testable import RunStore

/// What pairs of pictures scored, in the store and in the stock shell.
struct QualityStoreTests {
    let folder: TemporaryFolder
    let store: RunStore
    let run: StoredRun

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
        run = try store.begin(Known.draft(), clock: ManualClock())
    }

    private func add(_ frames: [FrameQuality]) throws {
        var batch = SampleBatch()
        batch.quality = frames
        try store.append(batch, to: run)
    }

    @Test func `An ended run gives back its quality to the last bit`() throws {
        try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        #expect(try store.trace(of: run).quality == Known.quality)
        #expect(try store.scoredFrames(of: run) == Known.quality.frames)
    }

    @Test func `Random scores come back to the last bit`() throws {
        var generator = SeededGenerator(seed: 5)
        let frames = (0..<500).map { FrameQuality.random(UInt32($0), using: &generator) }
        try add(Array(frames[..<200]))
        try add(Array(frames[200...]))
        #expect(try store.scoredFrames(of: run) == frames)
    }

    @Test func `What is no finite number is unknown`() throws {
        var frame = Known.scored(1)
        frame.scores.psnrY = .nan
        frame.scores.vmaf = .infinity
        frame.masked?.ssimY = -.infinity
        try add([frame])
        var known = Known.scored(1)
        known.scores.psnrY = nil
        known.scores.vmaf = nil
        #expect(try store.scoredFrames(of: run) == [known])
    }

    @Test func `A writer stores scores as they come, and a run that was never finished keeps them`() throws {
        let writer = SampleWriter(store: store, run: run, clock: SystemClock())
        var facts = Known.trace()
        facts.quality?.frames = []
        facts.drained = nil
        writer.add(facts: facts)
        writer.add(quality: Known.scored(4))
        writer.add(quality: Known.scored(4, .displayed))
        try writer.finish()
        let trace = try store.trace(of: run)
        var expected = Known.quality
        expected.frames = [Known.scored(4), Known.scored(4, .displayed)]
        #expect(trace.quality == expected && trace.endReason == .interrupted)
    }

    @Test func `The trace's scores take the place of those stored as they came`() throws {
        try add([Known.scored(1), Known.scored(3)])
        try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
        #expect(try store.scoredFrames(of: run) == Known.quality.frames)
    }

    @Test func `A run that was not asked for quality has none`() throws {
        var trace = Known.trace()
        trace.quality = nil
        try store.finish(run, trace: trace, summary: Known.summary(of: run))
        #expect(try store.trace(of: run).quality == nil)
    }

    @Test func `A run keeps the first of them up to the limit`() throws {
        let sql = """
            INSERT INTO frame_quality (run, sequence, stream_id, number, pairing, is_masked)
            VALUES (?, ?, 1, 1, 'matched', 0)
            """
        try store.write { database in
            try database.execute(sql: sql, arguments: [run.manifest.uuid, QualityFacts.frameLimit - 2])
        }
        try add([Known.scored(6), Known.scored(7)])
        try add([Known.scored(8)])
        #expect(try store.scoredFrames(of: run).map(\.number) == [1, 6])
    }

    @Test func `stream_quality shows a row for each`() throws {
        var frame = Known.scored(3)
        frame.masked?.vmaf = 12.5
        try add([frame, Known.scored(4, .displayed, shown: nil)])
        let rows = try SQLiteShell.rows(
            store.path,
            """
            SELECT frame_number, pairing, frame_shown, psnr_y_db, psnr_v_db, vmaf, masked_vmaf, stream_id
            FROM stream_quality WHERE analysis_number = 0 ORDER BY frame_number
            """
        )
        #expect(
            rows == [
                "3|matched|3|43.1234567890123|null|99.884231|12.5|4294967295",
                "4|displayed|null|44.1234567890123|null|99.884231|null|4294967295",
            ]
        )
    }

    @Test func `stream_quality has these columns and finds a run's rows by an index`() throws {
        let columns = "SELECT group_concat(name, ' ') FROM pragma_table_info('stream_quality')"
        #expect(
            try SQLiteShell.rows(store.path, columns) == [
                "frame_number pairing frame_shown psnr_y_db psnr_u_db psnr_v_db mse_y ssim_y ms_ssim_y vmaf "
                    + "masked_psnr_y_db masked_psnr_u_db masked_psnr_v_db masked_mse_y masked_ssim_y "
                    + "masked_ms_ssim_y masked_vmaf stream_id analysis_number"
            ]
        )
        let plan = try SQLiteShell.rows(
            store.path,
            "EXPLAIN QUERY PLAN SELECT * FROM stream_quality WHERE analysis_number = 1"
        )
        #expect(plan.contains { $0.contains("SEARCH frame_quality USING PRIMARY KEY (run=?)") })
    }
}

extension FrameQuality {
    /// Any scores, some of them unknown.
    fileprivate static func random(_ number: UInt32, using generator: inout SeededGenerator) -> FrameQuality {
        func score() -> Double? {
            Bool.random(using: &generator) ? Double.random(in: -1...100, using: &generator) : nil
        }
        func scores() -> PictureScores {
            var scores = PictureScores()
            scores.psnrY = score()
            scores.psnrU = score()
            scores.psnrV = score()
            scores.mseY = score()
            scores.ssimY = score()
            scores.msSsimY = score()
            scores.vmaf = score()
            return scores
        }
        return FrameQuality(
            streamID: StreamID(rawValue: .random(in: 0 ... .max, using: &generator)),
            number: FrameNumber(number),
            pairing: Bool.random(using: &generator) ? .matched : .displayed,
            shown: Bool.random(using: &generator) ? FrameNumber(.random(in: 0 ... .max, using: &generator)) : nil,
            scores: scores(),
            masked: Bool.random(using: &generator) ? scores() : nil
        )
    }
}
