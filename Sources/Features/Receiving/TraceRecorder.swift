import LabModel
import Synchronization

/// Collects what a run's trace holds besides its samples, from several threads.
final class TraceRecorder: Sendable {
    private let state: Mutex<Trace>
    private let join: WallTime

    init(join: WallTime) {
        self.join = join
        state = Mutex(Trace())
    }

    /// Changes the trace.
    func update(_ change: (inout Trace) -> Void) {
        state.withLock { change(&$0) }
    }

    /// Notes an event at an instant.
    /// - Returns: the event as it was noted.
    @discardableResult
    func note(_ code: String, _ text: String, at now: WallTime) -> RunEvent {
        let event = RunEvent(tS: (now - join).seconds, code: code, text: text)
        state.withLock { trace in
            // A stream that is broken at every frame must not fill the memory: the first thousand tell enough.
            if trace.events.count < 1_000 {
                trace.events.append(event)
            }
        }
        return event
    }

    /// What was collected so far.
    var trace: Trace {
        state.withLock { $0 }
    }
}
