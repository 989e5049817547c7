internal import LabModel
internal import Machine
internal import Media
internal import Synchronization

/// What the tick thread and a target's own thread share: the frames between them, and what was counted.
final class PushBox: Sendable {
    /// What a target's thread is doing.
    enum Phase: Hashable {
        case idle
        case connecting
        case sending
        case waiting
        case ended
    }

    /// What the target's thread is to do next.
    enum Step {
        case send(PushedFrame)
        case end
    }

    private struct State {
        var queue: PushQueue<PushedFrame>
        var counters: PushCounters
        var phase = Phase.idle
        var isFinishing = false
    }

    private let state: Mutex<State>
    private let signal = WakeSignal()

    /// How long the thread sleeps without news; frames and the end wake it.
    private static let longestSleep = Latency.seconds(1)

    init(url: String, limits: PushQueue<PushedFrame>.Limits) {
        state = Mutex(State(queue: PushQueue(limits), counters: PushCounters(url: url)))
    }

    /// What was counted so far.
    var counters: PushCounters {
        state.withLock { state in
            var counters = state.counters
            counters.dropped += state.queue.dropped
            counters.queued = state.queue.count
            return counters
        }
    }

    var phase: Phase {
        state.withLock { $0.phase }
    }

    /// A frame for the target; on the tick thread.
    func append(_ frame: PushedFrame) {
        state.withLock { state in
            state.queue.append(frame)
        }
        signal.wake()
    }

    /// No more frames come.
    func finish() {
        state.withLock { $0.isFinishing = true }
        signal.wake()
    }

    /// Whether no more frames come.
    var isFinishing: Bool {
        state.withLock { $0.isFinishing }
    }

    /// Enters a phase, and counts what that means.
    func enter(_ phase: Phase) {
        state.withLock { state in
            if state.phase == .sending || state.phase == .connecting, phase == .waiting {
                state.counters.failures += 1
            }
            if phase == .sending, state.phase != .sending {
                state.counters.connects += 1
            }
            if phase == .ended {
                state.queue.dropAll()
            }
            state.phase = phase
            state.counters.isConnected = phase == .sending
        }
    }

    /// Leaves only what a new connection begins with.
    func beginAtNewestKeyframe() {
        state.withLock { $0.queue.beginAtNewestKeyframe() }
    }

    /// Waits for a frame, which begins with a keyframe where nothing was sent before.
    func next() -> Step {
        while true {
            let step: Step? = state.withLock { state in
                if let frame = state.queue.popFirst() { return .send(frame) }
                return state.isFinishing ? .end : nil
            }
            if let step { return step }
            signal.sleep(atMost: Self.longestSleep)
        }
    }

    /// Waits until a frame is there, without taking it.
    /// - Returns: false when no more frames come and none is left.
    func waitForFrame() -> Bool {
        while true {
            let (count, isFinishing) = state.withLock { ($0.queue.count, $0.isFinishing) }
            if count > 0 { return true }
            if isFinishing { return false }
            signal.sleep(atMost: Self.longestSleep)
        }
    }

    /// Waits between two attempts.
    /// - Returns: false when no more frames come.
    func pause(until instant: MonotonicTime, clock: any LabClock) -> Bool {
        while !isFinishing {
            let rest = instant - clock.monotonicNow()
            guard rest > .zero else { return true }
            signal.sleep(atMost: rest)
        }
        return false
    }

    /// A frame went out.
    func sent(_ frame: PushedFrame) {
        state.withLock { state in
            state.counters.frames += 1
            state.counters.bytes += frame.byteCount
        }
    }

    /// A frame that was taken did not go out.
    func lost() {
        state.withLock { $0.counters.dropped += 1 }
    }
}
