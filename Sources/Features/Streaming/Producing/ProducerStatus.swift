internal import LabModel
internal import Synchronization

/// What the producer thread has done, for the endpoints to tell.
final class ProducerStatus: Sendable {
    /// The newest frame that was drawn.
    struct Newest: Hashable {
        var number: FrameNumber
        var time: WallTime
    }

    private struct State {
        var newest: Newest?
        var hasKeyframe = false
        var counters = StreamerCounters()
        var lateness = TimeHistogram()
        var encode = TimeHistogram()
    }

    private let state = Mutex(State())

    var newest: Newest? {
        state.withLock { $0.newest }
    }

    /// Whether viewers can begin to watch.
    var hasKeyframe: Bool {
        state.withLock { $0.hasKeyframe }
    }

    /// The producer's part of the counters.
    var counters: StreamerCounters {
        state.withLock { state in
            var counters = state.counters
            counters.lateness = state.lateness.spread
            counters.encode = state.encode.spread
            counters.latenessTimes = state.lateness.buckets
            counters.encodeTimes = state.encode.buckets
            return counters
        }
    }

    /// A frame's drawing begins.
    func begin(_ newest: Newest, lateness: Latency, period: Latency) {
        state.withLock { state in
            state.newest = newest
            state.lateness.add(lateness)
            if lateness.nanoseconds > period.nanoseconds / 2 {
                state.counters.late += 1
            }
        }
    }

    /// A frame with which viewers can begin was handed to all outlets.
    func keyframeIsOut() {
        state.withLock { $0.hasKeyframe = true }
    }

    /// A frame was sent off.
    func end(took: Latency, bytes: Int, plan: TickPlan) {
        state.withLock { state in
            state.encode.add(took)
            state.counters.frames += 1
            state.counters.bytes += bytes
            state.counters.ticks = plan.ticks
            state.counters.skipped = plan.skipped
            state.counters.skips = plan.skips
        }
    }
}
