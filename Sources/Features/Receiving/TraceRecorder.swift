import LabModel
import Synchronization

/// Collects what a run's trace holds besides its samples, from several threads.
final class TraceRecorder: Sendable {
    private struct State {
        var trace = Trace()
        var noted: [String: Int] = [:]
        var join: WallTime
    }

    /// A stream that is broken at every frame must not fill the memory, nor hide what else happens.
    static let eventsPerCode = 250
    /// The same for a source that comes and goes.
    static let maximumGaps = 10_000
    /// Half a day of parts of 200 ms.
    static let maximumSegments = 200_000

    private let state: Mutex<State>
    private let secrets: SecretMask

    /// - Parameters:
    ///   - join: what the events' seconds are counted from.
    ///   - secrets: what no event's text may hold.
    init(join: WallTime, secrets: SecretMask = .none) {
        state = Mutex(State(join: join))
        self.secrets = secrets
    }

    /// Counts the seconds of all events, those noted already too, from another instant.
    func rejoin(at join: WallTime) {
        state.withLock { state in
            for index in state.trace.events.indices {
                state.trace.events[index].tS -= (join - state.join).seconds
            }
            state.join = join
        }
    }

    /// Changes the trace.
    func update(_ change: (inout Trace) -> Void) {
        state.withLock { change(&$0.trace) }
    }

    /// Notes a stretch without any media byte.
    func noteStall(_ gap: TimeGap) {
        state.withLock { state in
            if state.trace.stalls.count < Self.maximumGaps {
                state.trace.stalls.append(gap)
            }
        }
    }

    /// Notes a segment or part.
    func noteSegment(_ fact: SegmentFact) {
        state.withLock { state in
            if state.trace.segments.count < Self.maximumSegments {
                state.trace.segments.append(fact)
            }
        }
    }

    /// Notes how far beeps lay from their pictures.
    func noteOffsets(_ offsets: [AVOffset]) {
        state.withLock { state in
            let room = Trace.avOffsetLimit - state.trace.avOffsets.count
            state.trace.avOffsets += offsets.prefix(max(0, room))
        }
    }

    /// Notes a stretch without a connection.
    func noteReconnect(_ gap: TimeGap) {
        state.withLock { state in
            if state.trace.reconnects.count < Self.maximumGaps {
                state.trace.reconnects.append(gap)
            }
        }
    }

    /// Notes an event at an instant.
    /// - Returns: the event as it was noted; nil for an event of which there are enough.
    @discardableResult
    func note(_ code: String, _ text: String, at now: WallTime) -> RunEvent? {
        let text = secrets.masked(text)
        return state.withLock { state in
            let event = RunEvent(tS: (now - state.join).seconds, code: code, text: text)
            guard state.noted[code, default: 0] < Self.eventsPerCode else { return nil }
            state.noted[code, default: 0] += 1
            state.trace.events.append(event)
            return event
        }
    }

    /// What was collected so far.
    var trace: Trace {
        state.withLock { $0.trace }
    }
}
