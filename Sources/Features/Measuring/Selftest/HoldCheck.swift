internal import LabModel
internal import Receiving
internal import Relaying
internal import Tasks

/// Receives a stream through a relay, and directly as its control in the same run: how much later each frame came is what
/// the relay held it for.
struct HoldCheck: PlantedCheck {
    private let holds: [Latency]
    private let duration: Latency

    /// How far the median of the frames' errors may be from zero.
    static let medianLimitMs = 2.0
    /// How far the errors may scatter: half of them within the quartiles' distance.
    static let spreadLimitMs = 5.0

    init(isLong: Bool) {
        holds = ([0, 50, 200] + (isLong ? [1_000] : [])).map { .milliseconds($0) }
        duration = .seconds(isLong ? 20 : 4)
    }

    init(holds: [Latency], duration: Latency) {
        self.holds = holds
        self.duration = duration
    }

    var length: Latency {
        holds.reduce(.zero) { $0 + $1 + duration + .seconds(0.5) }
    }

    func run(in lab: SelftestLab) async throws -> [SelftestRow] {
        try await lab.streaming { address in
            var rows: [SelftestRow] = []
            for hold in holds {
                let (comparison, summary) = try await compare(hold, address, lab)
                rows += Self.rows(of: comparison, hold: hold, toControl: summary.relativeToControlMs?.values.p50)
            }
            return rows
        }
    }

    private func compare(
        _ hold: Latency,
        _ address: StreamerAddress,
        _ lab: SelftestLab
    ) async throws -> (HoldComparison, Summary) {
        // Asked of the streamer itself: through the relay the answer would be held too.
        let clock = ClockChoice.url(address.url("/clock"))
        let (reception, log) = try await lab.relaying(address, RelaySettings(hold: hold)) { relay in
            try await lab.receive(
                relay.url("/live.ts"),
                for: duration,
                clock: clock,
                control: address.url("/live.ts")
            )
        }
        let comparison = HoldComparison(relayed: reception.samples, direct: reception.control, log: log)
        return (comparison, reception.summary)
    }

    /// Says what was planted and measured.
    ///
    /// - Parameters:
    ///   - comparison: frame by frame.
    ///   - hold: what the relay was asked for.
    ///   - toControl: the median that the run's summary states as `relative_to_control_ms`.
    /// - Returns: a row for each number.
    static func rows(of comparison: HoldComparison, hold: Latency, toControl: Double?) -> [SelftestRow] {
        let name = "held for \(Int(hold.milliseconds)) ms: "
        let planted = comparison.held.p50 ?? hold.milliseconds
        let frames = comparison.frames.count + comparison.unlogged
        let explained = comparison.frames.count - comparison.outOfOrder - comparison.early
        func median(_ phrase: String, _ value: Double?, error: Double?) -> SelftestRow {
            SelftestRow(
                (.relay, name + phrase),
                unit: "ms",
                planted: planted,
                measured: (value, error),
                limit: medianLimitMs
            )
        }
        let (arrival, decoding) = (comparison.arrivalError, comparison.decodedError)
        return [
            median("arrival, median", arrival.p50.map { planted + $0 }, error: arrival.p50),
            SelftestRow(
                (.relay, name + "arrival, standard deviation"),
                unit: "ms",
                planted: 0,
                measured: (arrival.stddev, nil),
                limit: spreadLimitMs
            ),
            median("decoding, median", decoding.p50.map { planted + $0 }, error: decoding.p50),
            median("relative_to_control_ms, median", toControl, error: nil),
            SelftestRow(
                (.relay, name + "frames as in the relay's log, in order"),
                planted: Double(frames),
                measured: (frames == 0 ? nil : Double(explained), nil),
                limit: 0
            ),
        ]
    }
}
