public import LabModel
internal import Synchronization

/// Hands every piece of one stream to many viewers.
///
/// Pieces stand once in a shared log, and a viewer's queue is its distance from the log's end: a thousand viewers cost no
/// more memory than one, publishing never waits for any of them, and one that falls too far behind is cut off.
public final class Broadcaster: Sendable {
    struct State {
        var log: ChunkLog
        var counters = FanoutCounters()
        var wakers: [Waker] = []
        var isFinished = false
        var header: [UInt8] = []
    }

    /// The limits that were given.
    public let limits: FanoutLimits
    private let state: Mutex<State>

    /// Makes a broadcaster without pieces or viewers.
    public init(limits: FanoutLimits = FanoutLimits()) {
        self.limits = limits
        state = Mutex(State(log: ChunkLog(limits: limits)))
    }

    /// Whether a viewer that joins now is served at once.
    public var hasKeyframe: Bool {
        state.withLock { $0.log.keyframe != nil }
    }

    /// What happened so far.
    public var counters: FanoutCounters {
        state.withLock { $0.counters }
    }

    /// What every viewer must get before its first piece; empty unless ``begin(with:)`` said otherwise.
    public var header: [UInt8] {
        state.withLock { $0.header }
    }

    /// Says what every viewer must get before its first piece; to be called before the first is published.
    public func begin(with header: [UInt8]) {
        state.withLock { $0.header = header }
    }

    /// Appends a piece and wakes the threads that serve viewers; after ``finish()`` it does nothing.
    public func publish(_ chunk: MediaChunk) {
        let wakers = state.withLock { state -> [Waker] in
            guard !state.isFinished else { return [] }
            state.log.append(chunk)
            state.counters.chunksPublished += 1
            state.counters.bytesPublished += chunk.bytes.count
            return state.wakers
        }
        for waker in wakers {
            waker.wake()
        }
    }

    /// Ends the stream: viewers get what is left and then ``Viewer/Step/ended``.
    public func finish() {
        let wakers = state.withLock { state -> [Waker] in
            state.isFinished = true
            return state.wakers
        }
        for waker in wakers {
            waker.wake()
        }
    }

    /// Lets a thread that serves viewers be woken at every piece and at the end.
    public func add(_ waker: Waker) {
        state.withLock { $0.wakers.append(waker) }
    }

    /// Wakes that thread no more.
    public func remove(_ waker: Waker) {
        state.withLock { state in state.wakers.removeAll { $0 === waker } }
    }

    /// Adds a viewer, which begins at the last keyframe, at the next one when none is kept, or as the limits say.
    /// - Parameter now: the present, by the clock of the pieces' instants.
    /// - Returns: nil when there are as many viewers as allowed.
    public func join(at now: MonotonicTime) -> Viewer? {
        state.withLock { state in
            guard state.counters.viewers < limits.viewers else {
                state.counters.refused += 1
                return nil
            }
            state.counters.viewers += 1
            state.counters.joined += 1
            return Viewer(broadcaster: self, cursor: ViewerCursor(joining: state.log, at: now, limits: limits))
        }
    }

    func advance(_ cursor: inout ViewerCursor, now: MonotonicTime, taking: Bool) -> Viewer.Step {
        state.withLock { state in
            let step = cursor.step(in: state.log, now: now, limits: limits, taking: taking)
            switch step {
            case .chunk(let chunk, _):
                state.counters.chunksSent += 1
                state.counters.bytesSent += chunk.bytes.count
            case .cut(let reason):
                state.counters.cut[reason, default: 0] += 1
                state.counters.viewers -= 1
            case .wait where state.isFinished && cursor.isAtEnd(of: state.log):
                state.counters.left += 1
                state.counters.viewers -= 1
                return .ended
            case .wait, .ended:
                break
            }
            return step
        }
    }

    func leave() {
        state.withLock { state in
            state.counters.left += 1
            state.counters.viewers -= 1
        }
    }
}
