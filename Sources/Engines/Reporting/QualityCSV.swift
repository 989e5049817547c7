public import LabModel

/// One row a scored pair of pictures, in the columns of the store's `stream_quality`, as RFC 4180 with CRLF.
///
/// Scores have as many digits as bring them back to the last bit. What is unknown stays empty.
public enum QualityCSV {
    /// The first row.
    public static let header =
        ["frame_number", "pairing", "frame_shown"] + scores.map(\.name) + scores.map { "masked_" + $0.name }
        + ["stream_id"]

    /// Writes the header and a row for each, in pieces of at most about 64 KB.
    /// - Parameters:
    ///   - frames: what was scored, in the order in which it was stored.
    ///   - run: whose rows they are, where the file is of several; nil for one of one run.
    ///   - write: takes each piece.
    /// - Throws: what `write` throws.
    public static func write<Failure: Error>(
        frames: some Collection<FrameQuality>,
        of run: CSVRun? = nil,
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        var lines = CSVLines(header: header, run: run)
        for frame in frames {
            try lines.add(fields(frame), to: write)
        }
        try lines.end(to: write)
    }

    private static var scores: [(name: String, value: KeyPath<PictureScores, Double?>)] {
        [
            ("psnr_y_db", \.psnrY), ("psnr_u_db", \.psnrU), ("psnr_v_db", \.psnrV), ("mse_y", \.mseY),
            ("ssim_y", \.ssimY), ("ms_ssim_y", \.msSsimY), ("vmaf", \.vmaf),
        ]
    }

    private static func fields(_ frame: FrameQuality) -> [String] {
        ["\(frame.number.rawValue)", frame.pairing.rawValue, frame.shown.map { "\($0.rawValue)" } ?? ""]
            + fields(frame.scores) + fields(frame.masked ?? PictureScores()) + ["\(frame.streamID.rawValue)"]
    }

    private static func fields(_ scores: PictureScores) -> [String] {
        self.scores.map { score in scores[keyPath: score.value].map { "\($0)" } ?? "" }
    }
}
