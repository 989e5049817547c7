internal import Estimation
internal import LabModel

/// When the bytes of one direction of one TCP connection are passed on.
///
/// Pure: time is an argument.
/// A read is cut into segments; each goes through the link's ``LinkLane``. What a segment's loss does to the stream is that
/// everything behind it waits until it was sent again: see ``TCPRecovery``. A sender's slowing down is not modelled.
struct StreamSchedule: Sendable {
    /// Bytes of one read that are due together.
    struct Piece: Hashable, Sendable {
        /// How many; 0 for the end of the stream.
        var bytes: Int
        /// When they were read.
        var readAt: MonotonicTime
        /// When they are due, where nothing before them is later.
        var due: MonotonicTime
    }

    /// A lost segment that later ones can still tell of.
    private struct Open {
        var piece: Int
        var recovery: TCPRecovery
        var extra: Latency
        var behind = 0
    }

    private let pause: HoldPause?
    private var losses: SplitMix
    private var pieces: [Piece] = []
    private var head = 0
    /// How many pieces were released, so that a piece keeps its number.
    private var released = 0
    private var open: [Open] = []
    private var first: MonotonicTime?
    private var lastDeparture: MonotonicTime?
    private var base = 0
    /// When the last piece released was due.
    private var lastDue: MonotonicTime?
    /// Segments that were sent, how many of them chance has lost, and how often these were sent again.
    private(set) var segments = (sent: 0, lost: 0, repeated: 0)

    /// Makes the schedule of one direction of a connection.
    ///
    /// - Parameters:
    ///   - link: what the direction's lane does.
    ///   - stream: tells apart the directions of all connections, so that they do not lose the same places.
    ///   - pause: a stretch in which nothing is passed on besides; nil for none.
    init(_ link: Link, stream: Int, pause: HoldPause? = nil) {
        losses = SplitMix(link.seed, purpose: 1_000 + stream)
        self.pause = pause
    }

    /// Whether nothing waits.
    var isEmpty: Bool {
        head == pieces.count
    }

    /// How many pieces wait.
    var count: Int {
        pieces.count - head
    }

    /// When the next bytes are due; earlier than said before where it became known sooner that they were lost.
    var nextDue: MonotonicTime? {
        head < pieces.count ? pieces[head].due : nil
    }

    /// Takes a read, or the stream's end.
    ///
    /// - Parameters:
    ///   - bytes: how many; 0 for the end, which goes the same way.
    ///   - now: when they were read; never before an earlier read.
    ///   - lane: the link's direction.
    mutating func take(_ bytes: Int, at now: MonotonicTime, over lane: inout LinkLane) {
        base = pieces.count
        guard bytes > 0, lane.link.rate != nil || lane.link.loss > 0 else {
            segments.sent += (bytes + TCPRecovery.segment - 1) / TCPRecovery.segment
            return append(bytes, at: now, lane.carry(bytes, at: now))
        }
        var rest = bytes
        while rest > 0 {
            let size = min(rest, TCPRecovery.segment)
            rest -= size
            send(size, at: now, over: &lane)
        }
    }

    /// Takes the next bytes off, where they are due.
    ///
    /// - Parameter now: the present instant.
    /// - Returns: nil where nothing is due yet.
    mutating func release(at now: MonotonicTime) -> Piece? {
        guard head < pieces.count, pieces[head].due <= now else { return nil }
        var piece = pieces[head]
        // What waited behind a lost segment was due with it.
        piece.due = max(piece.due, lastDue ?? piece.due)
        lastDue = piece.due
        head += 1
        released += 1
        open.removeAll { $0.piece < released }
        if head == pieces.count || head > 1_024 {
            pieces.removeFirst(head)
            head = 0
        }
        return piece
    }

    private mutating func send(_ size: Int, at now: MonotonicTime, over lane: inout LinkLane) {
        let passage = lane.carry(size + TCPRecovery.header, at: now)
        let isAlone = lastDeparture.map { passage.departs - $0 > lane.link.delay + lane.link.delay } ?? true
        lastDeparture = passage.departs
        segments.sent += 1
        guard losses.hits(lane.link.loss) else {
            tell(of: passage)
            return append(size, at: now, passage)
        }
        var again = 0
        while again < TCPRecovery.attempts, losses.hits(lane.link.loss) {
            again += 1
        }
        for _ in 0...again {
            lane.repeatLost(size + TCPRecovery.header)
        }
        segments.lost += 1
        segments.repeated += again + 1
        let recovery = TCPRecovery(passage: passage, sent: now, link: lane.link)
        let extra = recovery.delay(repeatedLosses: again)
        let due = passage.departs + recovery.silence(isAlone: isAlone) + lane.link.delay + extra
        open.append(Open(piece: released + count, recovery: recovery, extra: extra))
        pieces.append(Piece(bytes: size, readAt: now, due: due))
        first = first ?? passage.arrives
    }

    /// A segment arrives behind those that are missing: its acknowledgement tells of them.
    private mutating func tell(of passage: LinkLane.Passage) {
        for index in open.indices {
            open[index].behind += 1
            let missing = open[index]
            let place = missing.piece - released + head
            if let due = missing.recovery.repaired(afterArrival: passage.arrives, place: missing.behind) {
                pieces[place].due = min(pieces[place].due, due + missing.extra)
            }
        }
        open.removeAll { $0.behind >= TCPRecovery.threshold }
    }

    private mutating func append(_ bytes: Int, at now: MonotonicTime, _ passage: LinkLane.Passage) {
        let begin = first ?? passage.arrives
        first = begin
        let due = pause?.moved(passage.arrives, first: begin) ?? passage.arrives
        // Joined to what came with the same read, so that a piece never reaches beyond it.
        if pieces.count > base, pieces[pieces.count - 1].due == due, open.last?.piece != released + count - 1 {
            pieces[pieces.count - 1].bytes += bytes
        } else {
            pieces.append(Piece(bytes: bytes, readAt: now, due: due))
        }
    }
}
