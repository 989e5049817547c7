internal import Estimation
internal import LabModel

/// One direction of a link: when what goes in comes out.
///
/// Pure: time is an argument, chance comes from the link's seed.
/// In order: the *queue* before the rate (first in, first out, shared by all connections and peers); the *rate*; the
/// *delay* with its *jitter*. Nothing overtakes: what would arrive before something sent earlier arrives with it.
struct LinkLane: Sendable {
    /// The way of one packet.
    struct Passage: Hashable, Sendable {
        /// When its last bit has left the queue.
        var departs: MonotonicTime
        /// When it comes out, where it is not lost.
        var arrives: MonotonicTime
    }

    /// What becomes of a datagram.
    enum Fate: Hashable, Sendable {
        /// It comes out at that instant.
        case arrives(MonotonicTime)
        /// Lost by chance, behind the queue.
        case lost
        /// The queue was full.
        case dropped
    }

    let link: Link
    private var jitter: JitterProcess
    private var noise: SplitMix
    private var losses: SplitMix
    /// When the rate has nothing more to do.
    private var free: MonotonicTime?
    private var last: MonotonicTime?

    /// What IPv4 and UDP add to a datagram, in bytes.
    static let datagramHeader = 28

    /// Makes a direction in which nothing was sent yet.
    ///
    /// - Parameters:
    ///   - link: what it does.
    ///   - stream: tells the directions of one link apart, so that they do not lose the same places.
    init(_ link: Link, stream: Int) {
        self.link = link
        jitter = JitterProcess(deviation: link.jitter)
        noise = SplitMix(link.seed, purpose: 2 * stream)
        losses = SplitMix(link.seed, purpose: 2 * stream + 1)
    }

    /// How long what comes now waits for what came before.
    func backlog(at now: MonotonicTime) -> Latency {
        free.map { max(.zero, $0 - now) } ?? .zero
    }

    /// Sends a packet that nothing loses.
    ///
    /// - Parameters:
    ///   - bytes: its size with its headers.
    ///   - now: when it is given to the link; never before an earlier packet.
    /// - Returns: its way.
    mutating func carry(_ bytes: Int, at now: MonotonicTime) -> Passage {
        let departs = max(now, free ?? now) + occupation(bytes)
        free = departs
        let arrives = departs + link.delay + jitter.difference(at: departs, using: &noise)
        let inOrder = max(arrives, last ?? arrives)
        last = inOrder
        return Passage(departs: departs, arrives: inOrder)
    }

    /// Sends a datagram.
    ///
    /// - Parameters:
    ///   - bytes: its size without headers.
    ///   - now: when it is given to the link; never before an earlier packet.
    /// - Returns: what becomes of it.
    mutating func carryDatagram(_ bytes: Int, at now: MonotonicTime) -> Fate {
        // Drawn for each, so that its place alone decides.
        let isLost = losses.hits(link.loss)
        if link.rate != nil, backlog(at: now) >= link.queue {
            return .dropped
        }
        let passage = carry(bytes + Self.datagramHeader, at: now)
        return isLost ? .lost : .arrives(passage.arrives)
    }

    /// Sends again what was lost: nothing but the rate knows.
    mutating func repeatLost(_ bytes: Int) {
        free = free.map { $0 + occupation(bytes) }
    }

    /// How long the rate takes for so many bytes.
    private func occupation(_ bytes: Int) -> Latency {
        guard let rate = link.rate else { return .zero }
        return Latency(nanoseconds: Int64((Double(bytes) * 8e9 / Double(rate.bitsPerSecond)).rounded()))
    }
}

extension SplitMix {
    /// A sequence of its own for each purpose of a seed.
    init(_ seed: UInt32, purpose: Int) {
        var mixed = SplitMix(seed: UInt64(seed) << 32 | UInt64(UInt32(truncatingIfNeeded: purpose)))
        self.init(seed: mixed.next())
    }

    /// Whether chance hits; draws once, also where it never or always does.
    mutating func hits(_ share: Double) -> Bool {
        Double(next() >> 11) / Double(UInt64(1) << 53) < share
    }
}
