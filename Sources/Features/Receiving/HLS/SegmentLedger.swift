import HLS
import LabModel

/// What is known of each segment and part that was asked for, until all of it is; in the order of the requests.
struct SegmentLedger {
    private struct Entry {
        var request: Int
        var fact: SegmentFact
        var isOver = false
        /// Whether a playlist may still tell of it.
        var awaitsListing: Bool
    }

    /// So many are kept back at most for what a playlist may still tell of the oldest.
    static let patience = 64

    private var entries: [Entry] = []

    /// Media is asked for; maps are no segments.
    mutating func asked(_ request: MediaRequest, at now: WallTime, playlistAge: Latency) {
        guard request.kind == .media else { return }
        var fact = SegmentFact(
            sequence: request.media.sequence,
            part: request.media.part,
            requested: now,
            isHinted: request.isHinted
        )
        fact.duration = request.duration
        fact.programTime = request.programTime
        fact.playlistAge = playlistAge
        fact.variant = request.variant
        entries.append(Entry(request: request.id, fact: fact, awaitsListing: request.isHinted))
    }

    /// Bytes of a request's body came.
    mutating func came(_ count: Int, of request: Int, at now: WallTime) {
        change(request) { entry in
            entry.fact.firstByte = entry.fact.firstByte ?? now
            entry.fact.size = ByteCount(entry.fact.size.bytes + count)
        }
    }

    /// A request is over; its last byte came then, or nil where the body did not come whole.
    mutating func over(_ request: Int, lastByte: WallTime?) {
        change(request) { entry in
            entry.fact.lastByte = lastByte
            entry.isOver = true
            entry.awaitsListing = entry.awaitsListing && lastByte != nil
        }
    }

    /// A playlist tells of what a hint had announced.
    mutating func listed(_ listing: MediaListing) {
        change(listing.id) { entry in
            entry.fact.duration = listing.duration
            entry.fact.programTime = listing.programTime
            entry.awaitsListing = false
        }
    }

    /// The facts of which everything is known, oldest first; those behind one of which not everything is known wait with
    /// it, but not for ever.
    mutating func takeKnown() -> [SegmentFact] {
        var known: [SegmentFact] = []
        while let first = entries.first, first.isOver && !first.awaitsListing || entries.count > Self.patience {
            known.append(first.fact)
            entries.removeFirst()
        }
        return known
    }

    /// The rest, but for requests that were never answered before nobody wanted them any more.
    mutating func takeAll() -> [SegmentFact] {
        defer { entries = [] }
        return entries.filter { $0.fact.firstByte != nil }.map(\.fact)
    }

    private mutating func change(_ request: Int, _ change: (inout Entry) -> Void) {
        guard let index = entries.firstIndex(where: { $0.request == request }) else { return }
        change(&entries[index])
    }
}
