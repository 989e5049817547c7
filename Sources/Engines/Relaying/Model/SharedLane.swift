internal import LabModel
internal import Synchronization

/// One direction of a link with its tally, shared by the threads of all connections and peers.
final class SharedLane: Sendable {
    private struct State {
        var lane: LinkLane
        var tally = LaneTally()
    }

    let link: Link
    private let state: Mutex<State>

    init(_ link: Link, stream: Int) {
        self.link = link
        state = Mutex(State(lane: LinkLane(link, stream: stream)))
    }

    /// What was counted so far.
    var tally: LaneTally {
        state.withLock { $0.tally }
    }

    /// Sends something over the lane and counts it.
    func use<Result: Sendable>(_ body: (inout LinkLane, inout LaneTally) -> Result) -> Result {
        state.withLock { body(&$0.lane, &$0.tally) }
    }

    /// Counts something.
    func count(_ body: (inout LaneTally) -> Void) {
        state.withLock { body(&$0.tally) }
    }

    /// How long to wait until the queue has room; nil where it has.
    func wait(at now: MonotonicTime) -> Latency? {
        guard link.rate != nil else { return nil }
        let excess = state.withLock { $0.lane.backlog(at: now) } - link.queue
        return excess >= .zero ? max(excess, .microseconds(100)) : nil
    }

    /// How many bytes to take from a connection at once, so that one read cannot make the queue much longer than it may get.
    func readSize(upTo most: Int) -> Int {
        guard let rate = link.rate else { return most }
        let quarter = Double(rate.bitsPerSecond) / 8 * link.queue.seconds / 4
        return min(most, max(TCPRecovery.segment, Int(quarter)))
    }
}
