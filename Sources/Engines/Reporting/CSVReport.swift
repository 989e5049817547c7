public import LabModel

/// One row a decoded picture, in the columns of the first lab, as RFC 4180 with CRLF.
///
/// Instants are Unix seconds of the streamer's clock with nine decimals, so that their difference is the frame delay;
/// where the clock offset is unknown `time_received` stays empty, because the receiver's own time beside the streamer's
/// would look like a delay. What is unknown stays empty.
public enum CSVReport {
    /// The first row.
    public static let header = [
        "frame_number", "frame_number_received", "time_generated", "time_received", "frame_number_index_to_0",
        "frames_dropped", "time_difference", "difference_between_frame_times", "calculated_fps",
    ]

    /// Writes the header and a row for each decoded picture, in pieces of at most about 64 KB.
    ///
    /// `frames_dropped` is how many numbers between the highest seen before and this one were never read, less the
    /// unreadable pictures in between. `frame_number_received` counts rows from 0.
    /// - Parameters:
    ///   - samples: what was observed, in the order of decoding; gone through twice.
    ///   - run: whose rows they are, where the file is of several; nil for one of one run.
    ///   - write: takes each piece.
    /// - Throws: what `write` throws.
    public static func write<Failure: Error>(
        samples: some Collection<Sample>,
        of run: CSVRun? = nil,
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        var rows = Rows(seen: seenNumbers(samples))
        var lines = CSVLines(header: header, run: run)
        for sample in samples {
            guard let fields = rows.next(sample) else { continue }
            try lines.add(fields, to: write)
        }
        try lines.end(to: write)
    }

    private static func seenNumbers(_ samples: some Collection<Sample>) -> [UInt16: Set<FrameNumber>] {
        var seen: [UInt16: Set<FrameNumber>] = [:]
        for sample in samples where sample.decoded != nil {
            if let number = sample.stamp?.number {
                seen[sample.epoch, default: []].insert(number)
            }
        }
        return seen
    }
}

extension CSVReport {
    /// Turns samples into fields, remembering what the rows before said.
    private struct Rows {
        let seen: [UInt16: Set<FrameNumber>]
        var received = 0
        var first: FrameNumber?
        var highest: FrameNumber?
        var epoch: UInt16 = 0
        var unreadable = 0
        var previous: WallTime?

        init(seen: [UInt16: Set<FrameNumber>]) {
            self.seen = seen
        }

        mutating func next(_ sample: Sample) -> [String]? {
            guard let decoded = sample.decoded else { return nil }
            if sample.epoch != epoch {
                (epoch, first, highest, unreadable) = (sample.epoch, nil, nil, 0)
            }
            let number = sample.stamp?.number
            first = first ?? number
            let shown = decoded + (sample.clockOffset ?? .zero)
            let interval = previous.map { shown - $0 }
            let fields: [String] = [
                number.map { String($0.rawValue) } ?? "",
                String(received),
                Self.seconds(sample.stamp?.time?.nanoseconds),
                Self.seconds(sample.clockOffset == nil ? nil : shown.nanoseconds),
                index(of: number),
                dropped(before: number, in: sample),
                Self.seconds(sample.frameDelay?.nanoseconds),
                Self.seconds(interval?.nanoseconds),
                interval.flatMap(Self.rate) ?? "",
            ]
            received += 1
            previous = shown
            return fields
        }

        private func index(of number: FrameNumber?) -> String {
            guard let number, let first else { return "" }
            return "\(Int64(number.rawValue) - Int64(first.rawValue))"
        }

        private mutating func dropped(before number: FrameNumber?, in sample: Sample) -> String {
            guard let number else {
                unreadable += sample.stamp == nil ? 1 : 0
                return ""
            }
            defer {
                highest = max(highest ?? number, number)
            }
            guard let highest, number > highest else { return "0" }
            let gap = Int(number.rawValue - highest.rawValue) - 1
            let found = found(between: highest, and: number)
            defer {
                unreadable = 0
            }
            return "\(max(0, gap - found - unreadable))"
        }

        /// How many numbers of the gap are read sooner or later; goes through the smaller of gap and set.
        private func found(between low: FrameNumber, and high: FrameNumber) -> Int {
            let seen = seen[epoch] ?? []
            guard high.rawValue - low.rawValue > 1 else { return 0 }
            let gap = low.rawValue + 1..<high.rawValue
            return gap.count < seen.count
                ? gap.count { seen.contains(FrameNumber($0)) } : seen.count { gap.contains($0.rawValue) }
        }

        private static func seconds(_ nanoseconds: Int64?) -> String {
            nanoseconds.map(NumberText.seconds) ?? ""
        }

        private static func rate(_ interval: Latency) -> String? {
            interval > .zero ? NumberText.fixed(1 / interval.seconds, decimals: 6) : nil
        }
    }
}
