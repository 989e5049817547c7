import Foundation
internal import LabModel

/// What one thread has read of a connection and another is to write when it is due; holds a limited number of bytes.
///
/// Blocks threads, so it belongs between threads of their own.
final class HeldStream: @unchecked Sendable {
    /// Bytes to be passed on now.
    struct Released {
        /// The bytes; empty at the end of the stream.
        var bytes: ArraySlice<UInt8>
        /// When they were read, and when they were due.
        var piece: StreamSchedule.Piece
    }

    /// How long a stop may go unnoticed while bytes are held, and how late a repeated segment's earlier instant may be
    /// noticed: less than the round trip after which it is due, but where the link has nearly no delay.
    static let longestWait = Latency.milliseconds(20)

    private let condition = NSCondition()
    private let lane: SharedLane
    private let limit: Int
    private let slice: Latency
    private var schedule: StreamSchedule
    private var chunks: [[UInt8]] = []
    private var head = 0
    private var offset = 0
    private var bytes = 0
    private var isEnded = false

    /// What a read costs besides its bytes.
    private static let overhead = 128

    /// - Parameters:
    ///   - lane: the link's direction.
    ///   - stream: the direction's number among those of all connections.
    ///   - pause: a stretch in which nothing is passed on; nil for none.
    ///   - limit: how many bytes it holds; a single larger read is taken when nothing else waits.
    init(over lane: SharedLane, stream: Int, pause: HoldPause? = nil, limit: ByteCount) {
        self.lane = lane
        self.limit = limit.bytes
        schedule = StreamSchedule(lane.link, stream: stream, pause: pause)
        let roundTrip = lane.link.delay + lane.link.delay
        let canMoveForward = lane.link.loss > 0
        slice = canMoveForward ? min(Self.longestWait, max(roundTrip, .milliseconds(1))) : Self.longestWait
    }

    /// Whether nobody wants its bytes any more.
    var isAbandoned: Bool {
        condition.withLock { isEnded }
    }

    /// Puts a read at the end; waits while there is no room.
    ///
    /// - Parameters:
    ///   - read: the bytes; empty for the end of the stream.
    ///   - readAt: when they were read.
    /// - Returns: false when nobody wants it any more.
    func put(_ read: [UInt8], readAt: MonotonicTime) -> Bool {
        condition.withLock {
            while !isEnded, bytes > 0, bytes + read.count > limit {
                condition.wait()
            }
            guard !isEnded else { return false }
            let before = schedule.segments
            lane.use { lane, tally in
                schedule.take(read.count, at: readAt, over: &lane)
                tally.packets += schedule.segments.sent - before.sent
                tally.lost += schedule.segments.lost - before.lost
                tally.repeated += schedule.segments.repeated - before.repeated
                tally.longestQueue = max(tally.longestQueue, lane.backlog(at: readAt))
            }
            if !read.isEmpty {
                chunks.append(read)
            }
            bytes += read.count + Self.overhead
            condition.broadcast()
            return true
        }
    }

    /// Takes the next bytes when they are due; waits until then.
    ///
    /// - Parameter clock: the clock of `readAt`.
    /// - Returns: nil when nobody wants them any more.
    func take(by clock: some LabClock) -> Released? {
        condition.lock()
        defer { condition.unlock() }
        while !isEnded {
            guard let due = schedule.nextDue else {
                condition.wait()
                continue
            }
            let now = clock.monotonicNow()
            if let piece = schedule.release(at: now) {
                defer { condition.broadcast() }
                return Released(bytes: cut(piece.bytes), piece: piece)
            }
            condition.unlock()
            clock.blockUntil(min(due, now + slice))
            condition.lock()
        }
        return nil
    }

    /// Throws everything away and lets nobody wait any more; from any thread.
    func abandon() {
        condition.withLock {
            isEnded = true
            chunks = []
            head = 0
            bytes = 0
            condition.broadcast()
        }
    }

    /// A piece never reaches beyond the read that it came with.
    private func cut(_ count: Int) -> ArraySlice<UInt8> {
        guard count > 0, head < chunks.count else {
            bytes = max(0, bytes - Self.overhead)
            return []
        }
        let taken = chunks[head][offset..<offset + count]
        offset += count
        bytes -= count
        if offset == chunks[head].count {
            chunks[head] = []
            head += 1
            offset = 0
            bytes -= Self.overhead
        }
        if head == chunks.count || head > 1_024 {
            chunks.removeFirst(head)
            head = 0
        }
        return taken
    }
}
