internal import Estimation
public import LabModel
public import Relaying

/// The frames that were received through a relay and directly at the same time: how much later they came, beside how
/// long the relay held them.
public struct HoldComparison: Sendable {
    /// One frame that came both ways.
    public struct Frame: Hashable, Sendable {
        /// Which.
        public var number: FrameNumber
        /// How long the relay held the read that brought its last byte, by the relay's log.
        public var held: Latency
        /// From the beginning of its writing to its arrival.
        public var onWay: Latency
        /// How much later it arrived through the relay.
        public var arrival: Latency
        /// How much later it was decoded.
        public var decoded: Latency
    }

    /// The frames, in the order in which they arrived through the relay.
    public let frames: [Frame]
    /// Frames that came both ways and of which the log does not say how long they were held.
    public let unlogged: Int

    /// A viewer's first frames come in a burst with what was kept for it, at another time for each viewer: so long after
    /// the later of the two has begun, frames do not count.
    public static let settling = Latency.milliseconds(500)

    /// Compares two receptions of one stream, by the same clock.
    ///
    /// A frame is matched by stream id and number with its like, and by its presentation time with the relay's log, so
    /// no order of instants is taken for granted.
    ///
    /// - Parameters:
    ///   - relayed: what was received through the relay.
    ///   - direct: what was received directly.
    ///   - log: what the relay did.
    ///   - settling: how long after the later beginning frames do not count yet.
    public init(relayed: [Sample], direct: [Sample], log: RelayLog, settling: Latency = settling) {
        let directFrames = Self.frames(direct)
        let reads = log.lastReads()
        let begins = [relayed, direct].compactMap { $0.first { Key($0) != nil }?.stamp?.time }
        let start = begins.max().map { $0 + settling }
        var frames: [Frame] = []
        var unlogged = 0
        for sample in relayed where !sample.isRepeated {
            guard let key = Key(sample), let start, let time = sample.stamp?.time, time >= start,
                let other = directFrames[key], let arrived = sample.arrival,
                let arrival = Self.difference(sample.arrival, other.arrival),
                let decoded = Self.difference(sample.decoded, other.decoded)
            else { continue }
            if let read = sample.presentationTime.flatMap({ reads[RelayUnit.ticks(of: $0)] }) {
                frames.append(
                    Frame(
                        number: key.number,
                        held: read.held,
                        onWay: arrived - read.releasedAt,
                        arrival: arrival,
                        decoded: decoded
                    )
                )
            } else {
                unlogged += 1
            }
        }
        self.frames = frames
        self.unlogged = unlogged
    }

    /// How long the relay held them, in milliseconds.
    public var held: Distribution {
        Distribution(of: frames.map(\.held.milliseconds))
    }

    /// Arrival's difference − holding, frame by frame, in milliseconds.
    public var arrivalError: Distribution {
        Distribution(of: frames.map { ($0.arrival - $0.held).milliseconds })
    }

    /// Decoding's difference − holding, frame by frame, in milliseconds.
    public var decodedError: Distribution {
        Distribution(of: frames.map { ($0.decoded - $0.held).milliseconds })
    }

    /// Frames that arrived through the relay behind a newer one.
    public var outOfOrder: Int {
        var newest: FrameNumber?
        return frames.count { frame in
            defer { newest = max(newest ?? frame.number, frame.number) }
            return newest.map { frame.number < $0 } ?? false
        }
    }

    /// Frames that arrived before the relay began to write them: as that cannot be, they were matched wrongly, or two
    /// clocks were taken for one.
    public var early: Int {
        frames.count { $0.onWay < .zero - Self.clockReading }
    }

    /// How far two readings of one clock may be apart that say when a run began.
    private static let clockReading = Latency.microseconds(100)

    private struct Key: Hashable {
        var stream: StreamID
        var number: FrameNumber

        /// Nil for backlog, and where the mark names no frame.
        init?(_ sample: Sample) {
            guard let stamp = sample.stamp, let number = stamp.number, !sample.isBacklog else { return nil }
            stream = stamp.streamID
            self.number = number
        }
    }

    private static func difference(_ later: WallTime?, _ earlier: WallTime?) -> Latency? {
        guard let later, let earlier else { return nil }
        return later - earlier
    }

    /// The first sample of each frame.
    private static func frames(_ samples: [Sample]) -> [Key: Sample] {
        Dictionary(samples.compactMap { sample in Key(sample).map { ($0, sample) } }) { first, _ in first }
    }
}
