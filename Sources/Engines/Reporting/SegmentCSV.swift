public import LabModel

/// One row a segment or part, in the columns of the store's `stream_segments`, as RFC 4180 with CRLF.
///
/// Instants are Unix seconds of the receiver's clock with nine decimals, `program_time` of the clock that wrote the playlist;
/// lengths are seconds. What is unknown stays empty.
public enum SegmentCSV {
    /// The first row.
    public static let header = [
        "segment_number", "part_number", "time_requested", "time_first_byte", "time_last_byte", "size_bytes",
        "duration",
        "playlist_age", "program_time", "is_hinted", "variant",
    ]

    /// Writes the header and a row for each, in pieces of at most about 64 KB.
    /// - Parameters:
    ///   - segments: what was observed, in the order of the requests.
    ///   - run: whose rows they are, where the file is of several; nil for one of one run.
    ///   - write: takes each piece.
    /// - Throws: what `write` throws.
    public static func write<Failure: Error>(
        segments: some Collection<SegmentFact>,
        of run: CSVRun? = nil,
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        var lines = CSVLines(header: header, run: run)
        for segment in segments {
            try lines.add(fields(segment), to: write)
        }
        try lines.end(to: write)
    }

    private static func fields(_ segment: SegmentFact) -> [String] {
        [
            "\(segment.sequence)",
            segment.part.map { "\($0)" } ?? "",
            NumberText.seconds(nanoseconds: segment.requested.nanoseconds),
            seconds(segment.firstByte?.nanoseconds),
            seconds(segment.lastByte?.nanoseconds),
            "\(segment.size.bytes)",
            seconds(segment.duration?.nanoseconds),
            seconds(segment.playlistAge?.nanoseconds),
            seconds(segment.programTime?.nanoseconds),
            segment.isHinted ? "1" : "0",
            segment.variant ?? "",
        ]
    }

    private static func seconds(_ nanoseconds: Int64?) -> String {
        nanoseconds.map(NumberText.seconds) ?? ""
    }
}
