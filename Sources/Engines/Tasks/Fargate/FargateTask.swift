import AWS
import Foundation
public import LabModel
import Machine
import Synchronization

/// A streamer as a task of ECS on Fargate, for as long as something is done with it.
///
/// The journal holds the task from before it is asked for until it is stopped; what is left of a process that died is
/// stopped by ``LeftoverTasks`` at the next start.
public final class FargateTask: StreamerTask {
    /// How long things may take, and how often ECS is asked.
    public struct Limits: Hashable, Sendable {
        /// From the request until the task runs.
        public var running = Latency.seconds(300)
        /// From then until the streamer serves.
        public var serving = Latency.seconds(90)
        /// Between two questions.
        public var interval = Latency.seconds(1)
        /// How long stopping is tried anew while AWS is too busy for it.
        public var stopping = Latency.seconds(60)
        /// How long a task is looked for that is to stop and that ECS does not list, or does not know, yet.
        public var listing = Latency.seconds(10)
        /// How long ECS may fail to say how the task is.
        public var silence = Latency.seconds(60)
        /// How long ECS may take to say all about a task that is ending.
        public var ending = Latency.seconds(30)
        /// How long a single question to the streamer may take.
        public var probe = Latency.seconds(3)
        /// After which the streamer ends by itself, whoever forgets it; nil for never.
        public var life: Latency?

        /// From the request until the streamer serves, at most: its address and its answer may take ``serving`` each.
        public var start: Latency { running + serving + serving }
        /// From the end of the work until the task is told to stop, at most: how it is may take ``silence`` and ``ending``.
        public var end: Latency { silence + ending + stopping }

        /// The usual limits, without an end of the streamer's own.
        public init() {}
    }

    let settings: StreamerTaskSettings
    let place: FargatePlace
    let services: FargateServices
    let clock: any LabClock
    let limits: Limits
    private let journal: TaskJournal
    private let owner: String
    private let keeps: Bool
    let onStage: @Sendable (FargateStage) -> Void
    private let started = Mutex<JournalEntry?>(nil)
    private let preparing = Mutex<(hasGivenUp: Bool, task: Task<StreamerAddress, any Error>?)>((false, nil))

    /// Prepares a task.
    /// - Parameters:
    ///   - settings: what to stream.
    ///   - place: where.
    ///   - services: the services of the place's region.
    ///   - journal: where the task is written down.
    ///   - clock: the clock of the waiting.
    ///   - owner: who starts it, such as `me@host`.
    ///   - limits: how long things may take.
    ///   - keeps: whether the task is left running once its streamer has served; nobody stops it then but
    ///     somebody else or the stack.
    ///   - onStage: told how far it has come, the same stage but once in a row.
    public init(
        _ settings: StreamerTaskSettings,
        at place: FargatePlace,
        by services: FargateServices,
        journal: TaskJournal,
        clock: any LabClock,
        owner: String,
        limits: Limits = Limits(),
        keeps: Bool = false,
        onStage: @escaping @Sendable (FargateStage) -> Void = { _ in }
    ) {
        (self.settings, self.place, self.services, self.journal) = (settings, place, services, journal)
        (self.clock, self.owner, self.limits, self.keeps) = (clock, owner, limits, keeps)
        let last = Mutex<FargateStage?>(nil)
        self.onStage = { stage in
            let isNew = last.withLock { last in
                defer { last = stage }
                return last != stage
            }
            if isNew {
                onStage(stage)
            }
        }
    }

    /// Starts the task, waits until its streamer serves, does the work and stops the task, whatever the work does.
    ///
    /// A task that could not be stopped is told as ``FargateStage/notStopped(_:)``, and stays in the journal.
    /// - Throws: ``FargateError``; what the work throws.
    public func run<Value: Sendable>(
        whileServing work: @Sendable (StreamerAddress) async throws -> Value
    ) async throws -> Value {
        // Who gave up already gets no task.
        guard !preparing.withLock({ $0.hasGivenUp }) else { throw FargateError.givenUp }
        let (request, entry) = try begin()
        let outcome: Result<Value, any Error>
        do {
            let address = try await prepared(request, entry)
            onStage(.serving(address: address.url("/")))
            if keeps {
                entry.end()
            }
            let result = try await work(address)
            await tellWhetherLost(entry)
            outcome = .success(result)
        } catch {
            outcome = .failure(error)
        }
        await stop(entry, reason: "glasslab: done")
        return try outcome.get()
    }

    /// Ends the waiting, before the streamer serves: ``run(whileServing:)`` then stops the task and throws.
    public func giveUp() {
        preparing.withLock { state in
            state.hasGivenUp = true
            state.task?.cancel()
        }
    }

    /// Stops the task, if there may be one, without waiting for the work's end.
    public func stopNow() async {
        giveUp()
        if let entry = started.withLock({ $0 }) {
            await stop(entry, reason: "glasslab: interrupted")
        }
    }

    /// Writes down what will be asked for.
    private func begin() throws(FargateError) -> (FargateRequest, JournalEntry) {
        let token = "\(TaskTag.starter)\(UUID().uuidString.lowercased())"
        let request = try FargateRequest(
            settings,
            at: place,
            token: token,
            owner: owner,
            life: keeps ? nil : limits.life
        )
        let record = TaskRecord(
            token: token,
            id: settings.id,
            region: place.region,
            account: place.account,
            cluster: place.cluster,
            startedAt: clock.now().nanoseconds
        )
        let entry = try journal.begin(record)
        started.withLock { $0 = entry }
        return (request, entry)
    }

    /// Stops the task in a job of its own: whoever cancels this must not keep it from being stopped.
    ///
    /// Does nothing where the entry has ended: the task is stopped, was never started, or is kept.
    private func stop(_ entry: JournalEntry, reason: String) async {
        guard !entry.isEnded else { return }
        onStage(.stopping)
        let stopper = TaskStopper(
            services: services,
            clock: clock,
            listing: limits.listing,
            persisting: limits.stopping
        )
        switch await Task(operation: { await stopper.stop(entry, reason: reason) }).value {
        case .success:
            // Nothing was found to stop, and it is too early to say that there is nothing.
            guard !entry.isEnded else { return }
            onStage(.notStopped(stopper.leftRunning(entry, reason: TaskStopper.notKnown)))
        case .failure(let error): onStage(.notStopped(stopper.leftRunning(entry, reason: error.what)))
        }
    }

    /// Prepares in a task of its own, which can be cancelled without cancelling the rest.
    private func prepared(_ request: FargateRequest, _ entry: JournalEntry) async throws -> StreamerAddress {
        let task = preparing.withLock { state in
            // Begins cancelled, where somebody gave up meanwhile.
            let hasGivenUp = state.hasGivenUp
            let task = Task {
                if hasGivenUp {
                    withUnsafeCurrentTask { $0?.cancel() }
                }
                return try await prepare(request, entry)
            }
            state.task = task
            return task
        }
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            throw task.isCancelled ? FargateError.givenUp : error
        }
    }
}
