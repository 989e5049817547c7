internal import Estimation
internal import LabModel
internal import Receiving
internal import Relaying
internal import Tasks

/// Receives a stream over a bad link, and directly as its control in the same run: each frame came as much later as the
/// link was asked for, by its own numbers and not only by what the relay says that it did.
///
/// Delay and jitter are measured without loss, because a frame behind a lost segment says nothing of either.
struct LinkCheck: PlantedCheck {
    /// A link whose frames come late and unevenly, and all of them.
    static let late = Link(delay: .milliseconds(60), jitter: .milliseconds(4), seed: 1)
    /// A link that loses segments.
    static let lossy = Link(delay: .milliseconds(10), loss: 0.05, seed: 2)
    private static let duration = Latency.seconds(5)
    /// How far the median of the frames may be from the link's delay, and that of their errors from zero.
    static let medianLimitMs = 2.0
    /// How far the spread of the frames may be from the link's jitter; four times what chance alone makes of it.
    static let jitterLimitMs = 2.0
    /// How far the spread of the frames may be from that of the schedule.
    static let spreadLimitMs = 3.0
    /// The quartiles of a normal distribution are so many standard deviations apart.
    static let quartiles = 1.349
    /// A binomial count is further from its mean than so many standard deviations once in 16,000 times.
    static let deviations = 4.0

    let length = Latency.seconds(12.5)

    func run(in lab: SelftestLab) async throws -> [SelftestRow] {
        try await lab.streaming { address in
            let (late, _) = try await Self.compare(over: Self.late, address, lab)
            let (lossy, tally) = try await Self.compare(over: Self.lossy, address, lab)
            return Self.rows(late: late) + Self.rows(lossy: lossy, tally: tally)
        }
    }

    private static func compare(
        over link: Link,
        _ address: StreamerAddress,
        _ lab: SelftestLab
    ) async throws -> (HoldComparison, LaneTally) {
        var settings = RelaySettings(link: link)
        settings.logged = 100_000
        let (received, log) = try await lab.relaying(address, settings) { relay in
            let reception = try await lab.receive(
                relay.url("/live.ts"),
                for: duration,
                clock: .url(address.url("/clock")),
                control: address.url("/live.ts")
            )
            return (reception, relay.answers)
        }
        let (reception, tally) = received
        return (HoldComparison(relayed: reception.samples, direct: reception.control, log: log), tally)
    }

    /// Says what was planted and measured of a link that loses nothing.
    static func rows(late comparison: HoldComparison) -> [SelftestRow] {
        let (held, arrival) = (comparison.held, Distribution(of: comparison.frames.map(\.arrival.milliseconds)))
        let error = comparison.arrivalError.p50
        let spread = arrival.p75.flatMap { p75 in arrival.p25.map { (p75 - $0) / quartiles } }
        return [
            SelftestRow(
                (.link, "a link's delay: arrival, median"),
                unit: "ms",
                planted: late.delay.milliseconds,
                measured: (arrival.p50, nil),
                limit: medianLimitMs
            ),
            SelftestRow(
                (.link, "a link's jitter: arrival, quartiles"),
                unit: "ms",
                planted: late.jitter.milliseconds,
                measured: (spread, nil),
                limit: jitterLimitMs
            ),
            SelftestRow(
                (.link, "the link's own log: arrival, median"),
                unit: "ms",
                planted: held.p50 ?? late.delay.milliseconds,
                measured: (arrival.p50, error),
                limit: medianLimitMs
            ),
            SelftestRow(
                (.link, "the link's own log: arrival, standard deviation"),
                unit: "ms",
                planted: held.stddev ?? late.jitter.milliseconds,
                measured: (arrival.stddev, nil),
                limit: spreadLimitMs
            ),
            logged(comparison, "a late link's frames"),
        ]
    }

    /// Says what was planted and measured of a link that loses segments.
    static func rows(lossy comparison: HoldComparison, tally: LaneTally) -> [SelftestRow] {
        let expected = Double(tally.packets) * lossy.loss
        return [
            SelftestRow(
                (.link, "a link's loss: segments lost of \(tally.packets)"),
                planted: expected,
                measured: (tally.packets > 0 ? Double(tally.lost) : nil, nil),
                limit: deviations * (expected * (1 - lossy.loss)).squareRoot()
            ),
            logged(comparison, "a lossy link's frames"),
        ]
    }

    private static func logged(_ comparison: HoldComparison, _ whose: String) -> SelftestRow {
        let frames = comparison.frames.count
        return SelftestRow(
            (.link, "\(whose) as in its log, in order"),
            planted: Double(frames + comparison.unlogged),
            measured: (frames == 0 ? nil : Double(frames - comparison.outOfOrder - comparison.early), nil),
            limit: 0
        )
    }
}
