internal import LabModel
internal import Machine

/// The peers of a relay: a limited number, of which the longest silent makes room for a new one.
struct PeerTable: Sendable {
    private var peers: [PeerAddress: (peer: DatagramPeer, heard: MonotonicTime)] = [:]
    private let limit: Int

    /// Who was silent for so long in both directions is forgotten.
    static let expiry = Latency.seconds(60)
    /// Who was silent for so long makes room for another, where there is none.
    static let patience = Latency.seconds(5)

    /// - Parameter limit: how many peers at most.
    init(limit: Int) {
        self.limit = limit
    }

    /// All that are known.
    var all: [DatagramPeer] {
        peers.values.map(\.peer)
    }

    /// A known peer, which was heard of now; nil for a stranger.
    mutating func known(_ address: PeerAddress, at now: MonotonicTime) -> DatagramPeer? {
        guard let entry = peers[address] else { return nil }
        peers[address] = (entry.peer, now)
        return entry.peer
    }

    /// Adds a peer.
    ///
    /// - Parameters:
    ///   - peer: who.
    ///   - now: when.
    /// - Returns: whether there was room, and who had to go for it.
    mutating func add(_ peer: DatagramPeer, at now: MonotonicTime) -> (isAdded: Bool, gone: DatagramPeer?) {
        var gone: DatagramPeer?
        if peers.count >= limit {
            guard let oldest = peers.min(by: { $0.value.heard < $1.value.heard }),
                now - oldest.value.heard >= Self.patience
            else { return (false, nil) }
            gone = peers.removeValue(forKey: oldest.key)?.peer
        }
        peers[peer.address] = (peer, now)
        return (true, gone)
    }

    /// Forgets who was silent for too long.
    /// - Returns: who was forgotten.
    mutating func expire(at now: MonotonicTime) -> [DatagramPeer] {
        let old = peers.filter { now - $0.value.heard >= Self.expiry }
        old.keys.forEach { peers[$0] = nil }
        return old.values.map(\.peer)
    }
}
