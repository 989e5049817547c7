internal import LabModel
internal import Receiving
internal import Relaying
internal import Tasks

/// Takes frames out of a stream in which no frame needs another, and counts what the lab misses.
struct DropCheck: PlantedCheck {
    /// How likely each frame is lost.
    static let share = 0.15
    /// The frames of the connection among which some are lost: well inside the measured stretch, because at its edges a
    /// frame that is missing may belong to it or not.
    static let places = 45..<105
    /// So many frames are received, and so more than 105 sent: a streamer that cannot keep up takes longer for them.
    private static let received = 125
    /// Only a stream that hardly moves takes so long.
    private static let limit = Latency.seconds(60)
    /// A burst, so that one gap is longer than one frame.
    private static let burst = 70..<75

    let length = Latency.seconds(6.5)

    func run(in lab: SelftestLab) async throws -> [SelftestRow] {
        var random = SystemRandomNumberGenerator()
        let lots = DropPlan.random(share: Self.share, within: Self.places, using: &random)
        let plan = DropPlan(places: lots.places.union(Self.burst))
        return try await lab.streaming(isIntra: true) { address in
            var settings = RelaySettings(hold: .zero)
            settings.drops = plan
            let (reception, log) = try await lab.relaying(address, settings) { relay in
                try await lab.receive(
                    relay.url("/live.ts"),
                    for: Self.limit,
                    frames: Self.received,
                    clock: .url(address.url("/clock"))
                )
            }
            let joining = LostFrames.whileJoining(
                reception.join,
                seen: reception.samples,
                exchanges: reception.exchanges
            )
            return Self.rows(of: reception.summary.frames, samples: reception.samples, joining: joining, log: log)
        }
    }

    /// Compares what the lab counts with what the relay took out, and what may have been lost while connecting: where
    /// nobody knows how much that is, the first row is not measured.
    static func rows(
        of frames: Summary.Frames,
        samples: [Sample],
        joining: ClosedRange<Int>?,
        log: RelayLog
    ) -> [SelftestRow] {
        let beyond = (frames.dropped ?? 0) - log.dropped.count
        let late = joining.map { min(max(beyond, $0.lowerBound), $0.upperBound) }
        let planted = LostFrames.planted(in: log, seen: samples)
        let missing = LostFrames.missing(among: samples)
        return [
            SelftestRow(
                (.drops, "frames dropped"),
                planted: Double(log.dropped.count + (late ?? 0)),
                measured: (late == nil ? nil : frames.dropped.map(Double.init), nil),
                limit: 0
            ),
            SelftestRow(
                (.drops, "frames of which the lab and the relay disagree"),
                planted: 0,
                measured: (planted.map { Double($0.symmetricDifference(missing).count) }, nil),
                limit: 0
            ),
            SelftestRow(
                (.drops, "frames that need another one"),
                planted: 0,
                measured: (samples.isEmpty ? nil : Double(samples.count { !$0.isKeyframe }), nil),
                limit: 0
            ),
            SelftestRow(
                (.drops, "pictures damaged by what was lost"),
                planted: 0,
                measured: (Double(frames.unreadable), nil),
                limit: 0
            ),
        ]
    }
}
