internal import LabModel
internal import Receiving
internal import Relaying
internal import Tasks

/// Keeps every byte back for a while, and looks how long a stall the lab finds.
struct StallCheck: PlantedCheck {
    private static let pause = HoldPause(begin: .seconds(2), length: .seconds(1.5))
    private static let duration = Latency.seconds(5)
    private static let limitMs = 20.0

    let length = Latency.seconds(6.5)

    func run(in lab: SelftestLab) async throws -> [SelftestRow] {
        try await lab.streaming { address in
            var settings = RelaySettings(hold: .zero)
            settings.pause = Self.pause
            let (reception, log) = try await lab.relaying(address, settings) { relay in
                try await lab.receive(relay.url("/live.ts"), for: Self.duration, clock: .url(address.url("/clock")))
            }
            return Self.rows(of: reception.summary.stalls, log: log)
        }
    }

    static func rows(of stalls: Summary.Episodes, log: RelayLog) -> [SelftestRow] {
        let planted = longestSilence(in: log).milliseconds
        return [
            SelftestRow(
                (.stall, "stalls"),
                planted: 1,
                measured: (Double(stalls.count), nil),
                limit: 0
            ),
            SelftestRow(
                (.stall, "the longest stall"),
                unit: "ms",
                planted: planted,
                measured: (stalls.count > 0 ? stalls.longestMs : nil, nil),
                limit: limitMs
            ),
        ]
    }

    /// The longest time from the end of one write to the beginning of the next on a connection that carries media:
    /// questions about the time have pauses of their own.
    static func longestSilence(in log: RelayLog) -> Latency {
        let media = Set(log.units.map(\.connection))
        return Dictionary(grouping: log.reads.filter { media.contains($0.connection) }, by: \.connection).values
            .flatMap { reads in zip(reads, reads.dropFirst()).map { $1.releasedAt - $0.writtenAt } }
            .max() ?? .zero
    }
}
