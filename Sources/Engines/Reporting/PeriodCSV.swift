public import LabModel

/// One row a period of a summary, as RFC 4180 with CRLF; what is unknown stays empty.
public enum PeriodCSV {
    /// The first row; `start_s` counts from the first marked picture.
    public static let header = ["start_s", "frames", "dropped", "fps", "frame_delay_ms", "bitrate_bps"]
    /// The first lab's, whose delays are in seconds and whose periods count from 0.
    public static let firstHeader = [
        "minute_count", "frames_received", "frames_dropped", "avg_calculated_fps", "avg_calculated_latency",
    ]

    /// Writes the header and a row for each period, with as many digits as bring numbers back to the last bit.
    /// - Parameters:
    ///   - periods: a summary's.
    ///   - columns: which ones.
    ///   - run: whose rows they are, where the file is of several; nil for one of one run.
    ///   - write: takes each piece.
    /// - Throws: what `write` throws.
    public static func write<Failure: Error>(
        periods: [Summary.Period],
        columns: CSVColumns = .all,
        of run: CSVRun? = nil,
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        var lines = CSVLines(header: columns == .all ? header : firstHeader, run: run)
        for (index, period) in periods.enumerated() {
            let rate = [period.dropped.map { "\($0)" } ?? "", number(period.fps)]
            switch columns {
            case .all:
                let fields = ["\(period.startS)", "\(period.frames)"] + rate
                try lines.add(fields + [number(period.frameDelayMs), number(period.bitrateBps)], to: write)
            case .first:
                let fields = ["\(index)", "\(period.frames)"] + rate
                try lines.add(fields + [number(period.frameDelayMs.map { $0 / 1e3 })], to: write)
            }
        }
        try lines.end(to: write)
    }

    private static func number(_ value: Double?) -> String {
        value.map { "\($0)" } ?? ""
    }
}

/// Which columns a file of CSV has.
public enum CSVColumns: String, Hashable, Sendable, CaseIterable {
    /// Those of the first lab.
    case first
    /// All that is known.
    case all
}
