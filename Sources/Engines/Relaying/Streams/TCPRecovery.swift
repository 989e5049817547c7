internal import LabModel

/// How long a TCP sender takes to bring what was lost, by RFC 8985 (RACK-TLP) and RFC 6298; docs/method.md has the
/// formulas.
///
/// The round trip is the link's at that moment: the segment's own way, queue and jitter included, and the plain delay back.
struct TCPRecovery: Hashable, Sendable {
    let roundTrip: Latency
    /// The retransmission timeout, before any doubling.
    let timeout: Latency

    /// What goes with each segment, in bytes: IPv4 (20), TCP (20) and its timestamps (12).
    static let header = 52
    /// The bytes of a full segment on a path of 1,500 bytes.
    static let segment = 1_448
    /// So many segments behind a lost one tell of it at once.
    static let threshold = 3
    /// The least that a timeout is above the round trip.
    static let leastTimeout = Latency.milliseconds(200)
    /// How often the same segment can be lost; the next attempt arrives.
    static let attempts = 6
    /// How long the first answer to a new connection is waited for.
    static let connectTimeout = Latency.seconds(1)
    private static let probeMargin = Latency.milliseconds(2)

    /// - Parameters:
    ///   - passage: the lost segment's way.
    ///   - sent: when it was given to the link.
    ///   - link: the link.
    init(passage: LinkLane.Passage, sent: MonotonicTime, link: Link) {
        roundTrip = (passage.arrives - sent) + link.delay
        timeout = roundTrip + max(Self.leastTimeout, Latency(nanoseconds: 4 * link.jitter.nanoseconds))
    }

    /// The time until something is sent again where nothing follows the lost segment.
    ///
    /// - Parameter isAlone: whether nothing else was on its way with it, so that no probe can be told from a late answer.
    /// - Returns: the time, counted from the segment's departure.
    func silence(isAlone: Bool) -> Latency {
        isAlone ? timeout : min(timeout, roundTrip + roundTrip + Self.probeMargin)
    }

    /// When the repeated segment arrives, by what arrived behind the lost one.
    ///
    /// - Parameters:
    ///   - arrives: when that segment arrives.
    ///   - place: 1 for the first behind the lost one.
    /// - Returns: nil where it tells nothing new.
    func repaired(afterArrival arrives: MonotonicTime, place: Int) -> MonotonicTime? {
        switch place {
        case 1: arrives + Latency(nanoseconds: roundTrip.nanoseconds / 4) + roundTrip
        case Self.threshold: arrives + roundTrip
        default: nil
        }
    }

    /// How much later it comes when its repetitions were lost so many times: a timeout each, doubled every time.
    func delay(repeatedLosses: Int) -> Latency {
        let factor = Int64(1) << Int64(min(max(repeatedLosses, 0), Self.attempts)) - 1
        return Latency(nanoseconds: timeout.nanoseconds * factor)
    }
}
