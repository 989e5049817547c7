public import LabModel

/// One row a sample with all that is known of it, as RFC 4180 with CRLF.
///
/// Instants and lengths are whole nanoseconds, instants since the Unix epoch; stamps are the streamer's clock, arrival and
/// decoding the receiver's. What is unknown stays empty.
public enum SampleCSV {
    /// The first row.
    public static let header = [
        "epoch", "stream_id", "frame_number", "stamp_ns", "lateness_ns", "arrival_ns", "decoded_ns",
        "presentation_time_ns",
        "clock_offset_ns", "clock_error_bound_ns", "frame_delay_ns", "size_bytes", "is_keyframe", "is_backlog",
        "is_repeated", "unreadable",
    ]

    /// Writes the header and a row for each sample, those without a picture too.
    /// - Parameters:
    ///   - samples: what was observed, in the order of decoding.
    ///   - run: whose rows they are, where the file is of several; nil for one of one run.
    ///   - write: takes each piece.
    /// - Throws: what `write` throws.
    public static func write<Failure: Error>(
        samples: some Collection<Sample>,
        of run: CSVRun? = nil,
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        var lines = CSVLines(header: header, run: run)
        for sample in samples {
            try lines.add(fields(sample), to: write)
        }
        try lines.end(to: write)
    }

    private static func fields(_ sample: Sample) -> [String] {
        let stamp = sample.stamp
        return [
            "\(sample.epoch)",
            stamp.map { "\($0.streamID.rawValue)" } ?? "",
            stamp?.number.map { "\($0.rawValue)" } ?? "",
            number(stamp?.time?.nanoseconds),
            number(stamp?.lateness.nanoseconds),
            number(sample.arrival?.nanoseconds),
            number(sample.decoded?.nanoseconds),
            number(sample.presentationTime?.nanoseconds),
            number(sample.clockOffset?.nanoseconds),
            number(sample.clockErrorBound?.nanoseconds),
            number(sample.frameDelay?.nanoseconds),
            "\(sample.size.bytes)",
            sample.isKeyframe ? "1" : "0",
            sample.isBacklog ? "1" : "0",
            sample.isRepeated ? "1" : "0",
            sample.unreadable?.rawValue ?? "",
        ]
    }

    private static func number(_ value: Int64?) -> String {
        value.map { "\($0)" } ?? ""
    }
}
