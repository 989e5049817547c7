public import Receiving
import Synchronization
public import Tasks

/// The main job: starts a streamer, measures its stream, stops the streamer, sums up the run.
///
/// Several ways from the streamer are measured at the same time, each as a run of its own.
public struct StreamMeasurement: Sendable {
    /// How far the job has come, for whoever shows it.
    public enum Stage: Sendable {
        /// The streamer is being started.
        case starting
        /// The streamer serves at an address, and is being measured.
        case measuring(StreamerAddress)
    }

    private let task: any StreamerTask
    private let receivers: @Sendable (_ address: StreamerAddress) -> [Receiver]

    /// Prepares the job of measuring several ways at once.
    ///
    /// - Parameters:
    ///   - task: the streamer.
    ///   - receivers: gives the receivers, one a way, once the streamer serves at an address.
    public init(
        task: any StreamerTask,
        receiversAt receivers: @escaping @Sendable (_ address: StreamerAddress) -> [Receiver]
    ) {
        self.task = task
        self.receivers = receivers
    }

    /// Prepares the job of measuring the streamer's own fastest stream.
    ///
    /// - Parameters:
    ///   - task: the streamer.
    ///   - makeReceiver: gives the receiver for the stream's address.
    public init(task: any StreamerTask, makeReceiver: @escaping @Sendable (_ url: String) -> Receiver) {
        self.init(task: task, receiversAt: { [makeReceiver($0.url("/live.ts"))] })
    }

    /// Does the job of one way.
    ///
    /// Cancelling the task ends the measurement early; the run is stored, and the streamer stopped, all the same.
    ///
    /// - Parameters:
    ///   - uuid: the run's identity.
    ///   - onStage: told when the job goes on to its next stage.
    ///   - onProgress: told some ten times a second how far the run has come.
    /// - Returns: the stored run and its summary.
    /// - Throws: ``TaskError`` when the streamer does not come to serve; ``RunStoreError`` when nothing can be stored.
    public func run(
        uuid: String,
        onStage: @escaping @Sendable (Stage) -> Void = { _ in },
        onProgress: @escaping @Sendable (ReceiveProgress) -> Void = { _ in }
    ) async throws -> RunOutcome {
        try await runAll(uuids: [uuid], onStage: onStage, onProgress: { onProgress($1) })[0].get()
    }

    /// Does the job of all ways at the same time.
    ///
    /// Cancelling the task ends all measurements early; the runs are stored, and the streamer stopped, all the same.
    ///
    /// - Parameters:
    ///   - uuids: the runs' identities, one a receiver.
    ///   - onStage: told when the job goes on to its next stage.
    ///   - onProgress: told some ten times a second how far each run has come, by its place.
    /// - Returns: the runs in the receivers' order, as ``ReceiverGroup`` gives them.
    /// - Throws: ``TaskError`` when the streamer does not come to serve; ``RunStoreError`` when nothing can be stored.
    public func runAll(
        uuids: [String],
        onStage: @escaping @Sendable (Stage) -> Void = { _ in },
        onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void = { _, _ in }
    ) async throws -> [Result<RunOutcome, any Error>] {
        try await ReceivedRuns.concluded(onProgress: onProgress) { runs in
            try await receive(uuids: uuids, into: runs, onStage: onStage, onProgress: onProgress)
        }
    }

    /// Does what takes a streamer: measures all ways at the same time, and stops the streamer.
    ///
    /// - Parameters:
    ///   - uuids: the runs' identities, one a receiver.
    ///   - runs: gets the runs as soon as they are over, whatever happens to the streamer then.
    ///   - onStage: told when the job goes on to its next stage.
    ///   - onProgress: told some ten times a second how far each run has come, by its place.
    /// - Throws: ``TaskError`` when the streamer does not come to serve; ``RunStoreError`` when nothing can be stored.
    func receive(
        uuids: [String],
        into runs: ReceivedRuns,
        onStage: @escaping @Sendable (Stage) -> Void,
        onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void
    ) async throws {
        let receiving = CancellableOnce<Received>()
        // Not a child task: cancelling must reach the receivers alone, so that the streamer still answers their last
        // questions and is stopped in order.
        let job = Task {
            onStage(.starting)
            try await task.run { address in
                onStage(.measuring(address))
                let group = ReceiverGroup(receivers(address))
                let received = try await receiving.run {
                    try await group.receive(uuids: uuids, onProgress: onProgress)
                }
                await runs.keep(received)
            }
        }
        try await withTaskCancellationHandler {
            try await job.value
        } onCancel: {
            receiving.cancel()
            task.giveUp()
        }
    }
}

/// Work that can be cancelled from elsewhere, before it begins too.
final class CancellableOnce<Value: Sendable>: Sendable {
    private enum State {
        case waiting
        case running(Task<Value, any Error>)
        case cancelled
    }

    private let state = Mutex(State.waiting)

    /// Runs the work; it begins cancelled when ``cancel()`` came first.
    func run(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let task = state.withLock { state in
            let isCancelled = if case .cancelled = state { true } else { false }
            let task = Task {
                if isCancelled {
                    withUnsafeCurrentTask { $0?.cancel() }
                }
                return try await work()
            }
            if !isCancelled {
                state = .running(task)
            }
            return task
        }
        return try await task.value
    }

    func cancel() {
        state.withLock { state in
            if case .running(let task) = state {
                task.cancel()
            }
            state = .cancelled
        }
    }
}
