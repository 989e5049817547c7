import Glibc
public import LabModel

/// Ends another process without ever meeting one that got its number since.
public enum ProcessEnding {
    /// What became of a process that was to end.
    public enum Outcome: Hashable, Sendable {
        /// It ended.
        case ended
        /// It had ended before.
        case gone
        /// It was asked to, and had not within the limit.
        case stillRunning
        /// The system did not let it be asked, in the system's words.
        case refused(String)
    }

    /// Sends SIGTERM and waits for the end.
    ///
    /// - Parameters:
    ///   - process: which; one of the same number that began at another moment is left alone.
    ///   - limit: how long it may take, an hour at most.
    /// - Returns: what became of it.
    public static func terminate(_ process: RunningProcess, within limit: Latency) async -> Outcome {
        await WorkerThread.run(name: "process-ending") { ended(process, within: limit) }
    }

    private static func ended(_ process: RunningProcess, within limit: Latency) -> Outcome {
        let (descriptor, error) = ProcessDescriptor.open(process.id)
        guard let descriptor else { return refusal(error) }
        // The descriptor keeps to one process: which one, only its start tells.
        guard ProcessTable.startTicks(process.id) == process.startTicks else { return .gone }
        let refused = descriptor.send(SIGTERM)
        guard refused == 0 else { return refusal(refused) }
        let rest = max(0, limit.milliseconds.rounded(.up))
        return descriptor.hasEnded(within: Int32(min(rest, 3_600_000))) ? .ended : .stillRunning
    }

    private static func refusal(_ error: Int32) -> Outcome {
        error == ESRCH ? .gone : .refused(String(cString: strerror(error)))
    }
}
