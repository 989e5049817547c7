internal import Estimation
internal import LabModel
internal import Receiving
internal import Relaying
internal import Tasks

/// Receives a stream over a bad link, and directly as its control in the same run: each frame came as much later as the
/// link's own schedule says.
struct LinkCheck: PlantedCheck {
    static let link = Link(delay: .milliseconds(60), jitter: .milliseconds(4), loss: 0.01, seed: 1)
    private static let duration = Latency.seconds(5)
    /// How far the median of the frames' errors may be from zero.
    static let medianLimitMs = 2.0
    /// How far the spread of the frames may be from that of the schedule.
    static let spreadLimitMs = 3.0

    let length = Latency.seconds(6.5)

    func run(in lab: SelftestLab) async throws -> [SelftestRow] {
        try await lab.streaming { address in
            var settings = RelaySettings(link: Self.link)
            settings.logged = 100_000
            let (received, log) = try await lab.relaying(address, settings) { relay in
                let reception = try await lab.receive(
                    relay.url("/live.ts"),
                    for: Self.duration,
                    clock: .url(address.url("/clock")),
                    control: address.url("/live.ts")
                )
                return (reception, relay.answers)
            }
            let (reception, tally) = received
            let comparison = HoldComparison(relayed: reception.samples, direct: reception.control, log: log)
            return Self.rows(of: comparison, tally: tally)
        }
    }

    static func rows(of comparison: HoldComparison, tally: LaneTally) -> [SelftestRow] {
        let (held, arrival) = (comparison.held, Distribution(of: comparison.frames.map(\.arrival.milliseconds)))
        let error = comparison.arrivalError.p50
        let expected = Double(tally.packets) * link.loss
        return [
            SelftestRow(
                (.link, "a link's delay: arrival, median"),
                unit: "ms",
                planted: held.p50 ?? link.delay.milliseconds,
                measured: (arrival.p50, error),
                limit: medianLimitMs
            ),
            SelftestRow(
                (.link, "jitter and repeated segments: arrival, standard deviation"),
                unit: "ms",
                planted: held.stddev ?? 0,
                measured: (arrival.stddev, nil),
                limit: spreadLimitMs
            ),
            SelftestRow(
                (.link, "segments lost"),
                planted: expected,
                measured: (tally.packets > 0 ? Double(tally.lost) : nil, nil),
                limit: 4 * (expected * (1 - link.loss)).squareRoot()
            ),
            SelftestRow(
                (.link, "frames as in the link's log, in order"),
                planted: Double(comparison.frames.count + comparison.unlogged),
                measured: (
                    comparison.frames.isEmpty
                        ? nil : Double(comparison.frames.count - comparison.outOfOrder - comparison.early), nil
                ),
                limit: 0
            ),
        ]
    }
}
