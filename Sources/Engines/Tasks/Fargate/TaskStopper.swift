import AWS
import LabModel

/// Stops tasks of the journal.
struct TaskStopper: Sendable {
    let services: FargateServices
    let clock: any LabClock
    /// How long a task is looked for that ECS does not list, or does not know, yet.
    var listing = Latency.seconds(10)
    /// For how long ECS may not know a task that it has started: "about five minutes", says AWS of RunTask's consistency.
    var settling = Latency.seconds(300)
    /// Between two questions.
    var interval = Latency.seconds(1)
    /// How long a task that is known is told to stop again while AWS is too busy.
    var persisting = Latency.seconds(60)

    /// Why a task of a young entry may run that could not be found.
    static let notKnown = "ECS does not know it yet, which may take five minutes"

    /// What is said of an entry's task that may run on.
    func leftRunning(_ entry: JournalEntry, reason: String) -> FargateError {
        let record = entry.record
        return .leftRunning(StopCommand(record, profile: services.profile), reason: reason, task: record.task)
    }

    /// Stops an entry's task, and ends the entry once ECS has said that it will.
    ///
    /// A task whose name never came is looked for by its token: it may have been started all the same. One that ECS does
    /// not know is taken for stopped, or never started, only when ``settling`` has passed; before that its entry stays for
    /// the next start.
    /// - Returns: how many tasks were stopped; none, and an entry that has not ended, where the task may run all the same.
    ///   Failure leaves the entry where it is, too.
    func stop(_ entry: JournalEntry, reason: String) async -> Result<Int, FargateError> {
        guard !entry.isEnded else { return .success(0) }
        let deadline = clock.monotonicNow() + (isSettled(entry) ? .zero : listing)
        do throws(AWSError) {
            let names = try await names(of: entry, until: deadline)
            var stopped = 0
            for name in names where try await stop(name, of: entry, until: deadline, reason: reason) {
                stopped += 1
            }
            if stopped > 0 || isSettled(entry) {
                entry.end()
            }
            return .success(stopped)
        } catch {
            return .failure(.aws(error))
        }
    }

    private func isSettled(_ entry: JournalEntry) -> Bool {
        clock.now() - entry.record.start >= settling
    }

    private func names(
        of entry: JournalEntry,
        until deadline: MonotonicTime
    ) async throws(AWSError) -> [String] {
        // Whoever asked for it may learn meanwhile that nothing was started.
        while !entry.isEnded {
            // The name may come while it is looked for.
            if let task = entry.record.task {
                return [task]
            }
            let found = try await listed(entry.record)
            if !found.isEmpty || clock.monotonicNow() >= deadline {
                return found
            }
            try await pause()
        }
        return []
    }

    /// None in a cluster that is gone, which goes only when no task of it is left.
    private func listed(_ record: TaskRecord) async throws(AWSError) -> [String] {
        do throws(AWSError) {
            return try await services.ecs.listTasks(cluster: record.cluster, startedBy: record.token)
        } catch {
            if case .refused(let refusal) = error, refusal.kind == .notFound { return [] }
            throw error
        }
    }

    /// - Returns: false where ECS does not know the task.
    private func stop(
        _ name: String,
        of entry: JournalEntry,
        until deadline: MonotonicTime,
        reason: String
    ) async throws(AWSError) -> Bool {
        let end = clock.monotonicNow() + persisting
        while true {
            do throws(AWSError) {
                try await services.ecs.stopTask(name, cluster: entry.record.cluster, reason: reason)
                return true
            } catch {
                if case .refused(let refusal) = error, refusal.kind == .notFound {
                    guard clock.monotonicNow() < deadline, !entry.isEnded else { return false }
                } else if error.exitStatus != .transient || clock.monotonicNow() >= end {
                    throw error
                }
            }
            try await pause()
        }
    }

    private func pause() async throws(AWSError) {
        do {
            try await clock.sleep(for: interval)
        } catch {
            throw .cancelled
        }
    }
}
