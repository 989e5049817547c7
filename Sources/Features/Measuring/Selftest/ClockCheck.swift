internal import Estimation
internal import LabModel
internal import Tasks

/// Measures a streamer whose clock is wrong by a known amount: the offset that the lab finds must be right within the
/// bound that it states, for every frame.
struct ClockCheck: PlantedCheck {
    let duration: Latency

    static let offset = Latency.milliseconds(250)
    static let driftPpm = 100.0
    /// What the stated bound may be on one machine: a bound of a second would be right and worth nothing.
    static let boundLimitMs = 5.0

    var length: Latency {
        duration + .seconds(1)
    }

    func run(in lab: SelftestLab) async throws -> [SelftestRow] {
        let error = PlantedClockError(offset: Self.offset, driftPpm: Self.driftPpm, since: lab.clock.now())
        return try await lab.streaming(clockError: error) { address in
            Self.rows(of: try await lab.receive(address.url("/live.ts"), for: duration).samples, error: error)
        }
    }

    static func rows(of samples: [Sample], error: PlantedClockError) -> [SelftestRow] {
        // The error drifts on while a frame is under way, so each sample has its own.
        let known = samples.compactMap { sample -> (lead: Double, error: Double, bound: Double)? in
            guard let decoded = sample.decoded, let found = sample.clockOffset, let bound = sample.clockErrorBound
            else {
                return nil
            }
            let lead = error.lead(at: decoded)
            return (lead.milliseconds, (found - lead).milliseconds, bound.milliseconds)
        }
        let lead = Distribution(of: known.map(\.lead)).p50 ?? error.offset.milliseconds
        let found = Distribution(of: known.map(\.error)).p50
        let bound = Distribution(of: known.map(\.bound)).p50
        let outside = known.count { abs($0.error) > $0.bound }
        return [
            SelftestRow(
                (.clock, "the streamer's clock is ahead, median"),
                unit: "ms",
                planted: lead,
                measured: (found.map { lead + $0 }, found),
                limit: bound ?? 0
            ),
            SelftestRow(
                (.clock, "the bound stated for that, median"),
                unit: "ms",
                planted: 0,
                measured: (bound, nil),
                limit: boundLimitMs
            ),
            SelftestRow(
                (.clock, "frames whose offset is outside its bound"),
                planted: 0,
                measured: (known.isEmpty ? nil : Double(outside), nil),
                limit: 0
            ),
        ]
    }
}
