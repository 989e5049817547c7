internal import LabModel
internal import Receiving
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
                rows += Self.rows(of: try await compare(hold, address, lab), hold: hold)
            }
            return rows
        }
    }

    private func compare(_ hold: Latency, _ address: StreamerAddress, _ lab: SelftestLab) async throws -> HoldComparison
    {
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
        return HoldComparison(relayed: reception.samples, direct: reception.control, log: log)
    }

    static func rows(of comparison: HoldComparison, hold: Latency) -> [SelftestRow] {
        let name = "held for \(Int(hold.milliseconds)) ms: "
        let held = comparison.held.p50
        let arrival = comparison.arrivalError
        let decoded = comparison.decodedError
        let frames = comparison.frames.count + comparison.unlogged
        func later(_ error: Double?) -> (value: Double?, error: Double?) {
            (error.flatMap { error in held.map { $0 + error } }, error)
        }
        return [
            SelftestRow(
                (.relay, name + "arrival, median"),
                unit: "ms",
                planted: held ?? hold.milliseconds,
                measured: later(arrival.p50),
                limit: medianLimitMs
            ),
            SelftestRow(
                (.relay, name + "arrival, standard deviation"),
                unit: "ms",
                planted: 0,
                measured: (arrival.stddev, nil),
                limit: spreadLimitMs
            ),
            SelftestRow(
                (.relay, name + "decoding, median"),
                unit: "ms",
                planted: held ?? hold.milliseconds,
                measured: later(decoded.p50),
                limit: medianLimitMs
            ),
            SelftestRow(
                (.relay, name + "frames as in the relay's log, in order"),
                planted: Double(frames),
                measured: (
                    frames == 0 ? nil : Double(comparison.frames.count - comparison.outOfOrder - comparison.early), nil
                ),
                limit: 0
            ),
        ]
    }
}
