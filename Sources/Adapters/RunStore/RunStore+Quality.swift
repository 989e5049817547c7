import GRDB
public import LabModel

extension RunStore {
    /// What pairs of pictures of a run scored, in the order in which they were added; none where quality was not asked for.
    public func scoredFrames(of run: StoredRun) throws(RunStoreError) -> [FrameQuality] {
        try read { try scoredFrames(of: run.manifest.uuid, $0) }
    }

    /// Adds scored pairs after those stored, as many as a run keeps; what is no finite number is unknown.
    func insert(_ frames: [FrameQuality], of run: StoredRun, into database: Database) throws {
        guard !frames.isEmpty else { return }
        let uuid = run.manifest.uuid
        try requireRunning(run, database)
        let first = try nextSequence(in: "frame_quality", of: uuid, database)
        let columns = Schema.Version4.columns(prefix: "") + ["is_masked"] + Schema.Version4.columns(prefix: "masked_")
        let places = repeatElement("?", count: columns.count).joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO frame_quality (run, sequence, stream_id, number, pairing, shown, \(columns.joined(separator: ", ")))
                VALUES (?, ?, ?, ?, ?, ?, \(places))
                """
        )
        for (index, frame) in frames.prefix(max(0, QualityFacts.frameLimit - first)).enumerated() {
            var row: [DatabaseValue] = [
                uuid.databaseValue, (first + index).databaseValue, frame.streamID.rawValue.databaseValue,
                frame.number.rawValue.databaseValue, frame.pairing.rawValue.databaseValue,
                frame.shown?.rawValue.databaseValue ?? .null,
            ]
            row += values(frame.scores)
            row.append((frame.masked != nil).databaseValue)
            row += values(frame.masked ?? PictureScores())
            try statement.execute(arguments: StatementArguments(row))
        }
    }

    /// The scored pairs stored of a run; none in a file of a version that had no place for them.
    func scoredFrames(of uuid: String, _ database: Database) throws -> [FrameQuality] {
        guard try database.tableExists("frame_quality") else { return [] }
        let sql = "SELECT * FROM frame_quality WHERE run = ? ORDER BY sequence"
        var frames: [FrameQuality] = []
        let rows = try Row.fetchCursor(database, sql: sql, arguments: [uuid])
        while let row = try rows.next() {
            guard let pairing = FrameQuality.Pairing(rawValue: row["pairing"]) else {
                throw RunStoreError.damaged(
                    path: path,
                    reason: "a pair of pictures that is neither matched nor displayed"
                )
            }
            let isMasked: Bool = row["is_masked"]
            frames.append(
                FrameQuality(
                    streamID: StreamID(rawValue: row["stream_id"]),
                    number: FrameNumber(row["number"]),
                    pairing: pairing,
                    shown: (row["shown"] as UInt32?).map { FrameNumber($0) },
                    scores: scores(row, prefix: ""),
                    masked: isMasked ? scores(row, prefix: "masked_") : nil
                )
            )
        }
        return frames
    }

    /// In the order of ``Schema/Version4/columns(prefix:)``.
    private func values(_ scores: PictureScores) -> [DatabaseValue] {
        let scores = scores.finite
        let all = [scores.psnrY, scores.psnrU, scores.psnrV, scores.mseY, scores.ssimY, scores.msSsimY, scores.vmaf]
        return all.map { $0?.databaseValue ?? .null }
    }

    private func scores(_ row: Row, prefix: String) -> PictureScores {
        var scores = PictureScores()
        scores.psnrY = row[prefix + "psnr_y_db"]
        scores.psnrU = row[prefix + "psnr_u_db"]
        scores.psnrV = row[prefix + "psnr_v_db"]
        scores.mseY = row[prefix + "mse_y"]
        scores.ssimY = row[prefix + "ssim_y"]
        scores.msSsimY = row[prefix + "ms_ssim_y"]
        scores.vmaf = row[prefix + "vmaf"]
        return scores
    }
}
