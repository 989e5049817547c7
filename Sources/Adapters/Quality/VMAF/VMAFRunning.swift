import Synchronization

/// The processes of a session that run, so that any thread can end them.
final class VMAFRunning: Sendable {
    private let state = Mutex<(isCancelled: Bool, processes: [VMAFProcess])>((false, []))

    /// Whether the session was cancelled.
    var isCancelled: Bool {
        state.withLock { $0.isCancelled }
    }

    /// Counts a process in; ends it at once where the session was cancelled.
    func add(_ process: VMAFProcess) {
        let isLate = state.withLock { state in
            state.processes.removeAll { $0.processID == nil }
            state.processes.append(process)
            return state.isCancelled
        }
        if isLate {
            process.kill()
        }
    }

    /// Ends all of them and those to come.
    func cancel() {
        let processes = state.withLock { state in
            state.isCancelled = true
            return state.processes
        }
        for process in processes {
            process.kill()
        }
    }
}
