public import LabModel
public import Receiving
internal import Relaying
internal import Synchronization
public import Tasks

/// Measures providers at the same time: one streamer that pushes to all of them, one receiver that plays from all, each a
/// run of its own.
public struct ProviderMeasurement: Sendable {
    private let choices: [ProviderChoice]
    private let stream: StreamerTaskSettings
    private let environment: [String: String]
    private let clock: any LabClock
    private let makeTask: TaskMaker
    private let current = CurrentTask()
    private let nginx: PrivateNginx?

    /// Gives the streamer's task, once it is known what it pushes where.
    ///
    /// It tells `onLine` each line that the streamer writes to standard error, where those can be read.
    public typealias TaskMaker =
        @Sendable (_ stream: StreamerTaskSettings, _ onLine: @escaping @Sendable (String) -> Void) -> any StreamerTask

    /// Prepares a measurement, and looks whether everything is there that its providers need.
    ///
    /// - Parameters:
    ///   - choices: the providers, at least one.
    ///   - stream: what to stream; the push addresses of the providers are added.
    ///   - environment: where the providers' secrets are.
    ///   - clock: the machine's clock.
    ///   - makeTask: gives the streamer's task.
    /// - Throws: ``ProvidersError/missingSecret(_:key:)``, ``ProvidersError/unusableSecret(_:key:problem:)``,
    ///   ``ProvidersError/noNginx(missing:)``.
    public init(
        _ choices: [ProviderChoice],
        stream: StreamerTaskSettings,
        environment: [String: String],
        clock: any LabClock,
        makeTask: @escaping TaskMaker
    ) throws(ProvidersError) {
        for choice in choices {
            _ = try ProviderRoute(choice, environment: environment)
        }
        nginx = choices.contains { $0.builtIn == .nginxRTMP } ? try PrivateNginx() : nil
        self.choices = choices
        self.stream = stream
        self.environment = environment
        self.clock = clock
        self.makeTask = makeTask
    }

    /// Stops the streamer without waiting for the runs' end, for a process that is about to exit.
    public func stopNow() async {
        await current.close()?.stopNow()
    }

    /// What is told while it goes on.
    public struct Listeners: Sendable {
        /// Told when the job goes on to its next stage.
        public var onStage: @Sendable (StreamMeasurement.Stage) -> Void
        /// Told some ten times a second how far each run has come, by its provider's place.
        public var onProgress: @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void

        /// Makes listeners; each argument is the property of its name.
        public init(
            onStage: @escaping @Sendable (StreamMeasurement.Stage) -> Void = { _ in },
            onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void = { _, _ in }
        ) {
            self.onStage = onStage
            self.onProgress = onProgress
        }
    }

    /// Measures.
    ///
    /// Cancelling the task ends all runs early; they are stored, and streamer and servers ended, all the same.
    ///
    /// - Parameters:
    ///   - base: what all receivers have in common; addresses, provider and control are set for each.
    ///   - uuids: the runs' identities, one a provider.
    ///   - listeners: who is told.
    ///   - makeReceiver: gives the receiver of some settings.
    /// - Returns: the runs in the providers' order.
    /// - Throws: ``ProvidersError/nginxFailed(reason:)``; ``TaskError`` when the streamer does not come to serve;
    ///   ``RunStoreError`` when nothing can be stored. No text of an error holds a secret.
    public func run(
        _ base: ReceiveSettings,
        uuids: [String],
        listeners: Listeners = Listeners(),
        makeReceiver: @escaping @Sendable (ReceiveSettings) -> Receiver
    ) async throws -> [Result<RunOutcome, any Error>] {
        try await ReceivedRuns.concluded(onProgress: listeners.onProgress) { runs in
            let order = Order(base: base, uuids: uuids, listeners: listeners, makeReceiver: makeReceiver, runs: runs)
            try await receive(order)
        }
    }

    /// What is to be received, for whom, and by what.
    private struct Order {
        var base: ReceiveSettings
        var uuids: [String]
        var listeners: Listeners
        var makeReceiver: @Sendable (ReceiveSettings) -> Receiver
        /// Gets the runs as soon as they are over.
        var runs: ReceivedRuns
    }

    /// Does what takes a streamer and servers, and ends them.
    private func receive(_ order: Order) async throws {
        let receiving = CancellableOnce<Void>()
        // Not a child task: cancelling must reach the receivers alone, and servers and streamer be ended in order.
        let job = Task {
            guard let nginx else {
                return try await receiving.run { try await receive(order, ports: []) }
            }
            try await nginx.run(fragment: stream.gop, clock: clock) { rtmp, http in
                try await receiving.run { try await receive(order, ports: [rtmp, http]) }
            }
        }
        try await withTaskCancellationHandler {
            try await job.value
        } onCancel: {
            receiving.cancel()
        }
    }

    private func receive(_ order: Order, ports: [Int]) async throws {
        var routes: [ProviderRoute] = []
        for choice in choices {
            routes.append(try ProviderRoute(choice, environment: environment, ports: ports))
        }
        var stream = stream
        let (base, listeners) = (order.base, order.listeners)
        let links = try links(before: routes, over: base.pushLink)
        let (failures, targets) = (PushFailures(), Self.targets(of: links, behind: stream.push.count))
        stream.push += links.flatMap(\.urls)
        let isControlled = routes.contains { $0.choice.builtIn != .direct }
        let task = makeTask(stream) { failures.add($0) }
        guard current.open(task) else { throw CancellationError() }
        let job = StreamMeasurement(
            task: task,
            receiversAt: { [routes] address in
                zip(zip(routes, links), targets).map { way, targets in
                    let (route, links) = way
                    var settings = route.settings(base, at: address, isControlled: isControlled)
                    settings.pushLink = route.push.isEmpty ? nil : base.pushLink
                    settings.push =
                        targets.isEmpty ? nil : StreamPush(targets: targets) { failures.last(of: $0) }
                    settings.lastNotes = { links.events() }
                    settings.notes += Self.notes(of: address)
                    return order.makeReceiver(settings)
                }
            }
        )
        let outcome: Result<Void, any Error>
        do {
            try await job.receive(
                uuids: order.uuids,
                into: order.runs,
                onStage: listeners.onStage,
                onProgress: listeners.onProgress
            )
            outcome = .success(())
        } catch {
            outcome = .failure(routes.reduce(error) { $1.secrets.masked($0) })
        }
        // Only now does nobody push any more.
        for links in links {
            await links.close()
        }
        try outcome.get()
    }

    /// Where the streamer ran, as far as its address does not say it.
    private static func notes(of address: StreamerAddress) -> [RunEvent] {
        address.task.map { [RunEvent(tS: 0, code: "ecs_task", text: "the streamer ran as \($0)")] } ?? []
    }

    /// Which of the streamer's targets are whose, numbered from 1.
    private static func targets(of links: [PushLinks], behind others: Int) -> [Range<Int>] {
        var next = others + 1
        return links.map { links in
            defer { next += links.urls.count }
            return next..<(next + links.urls.count)
        }
    }

    /// Puts the link before all that is pushed to.
    private func links(before routes: [ProviderRoute], over link: Link?) throws -> [PushLinks] {
        do {
            return try routes.map { try PushLinks($0.push, over: link, clock: clock) }
        } catch {
            throw routes.reduce(error) { $1.secrets.masked($0) }
        }
    }
}

/// The streamer's task, once there is one and as long as one may begin.
private final class CurrentTask: Sendable {
    private let state = Mutex<(task: (any StreamerTask)?, isClosed: Bool)>((nil, false))

    /// Takes a task that is about to begin; false where none may begin any more.
    func open(_ task: any StreamerTask) -> Bool {
        state.withLock { state in
            state.task = task
            return !state.isClosed
        }
    }

    /// Lets no task begin any more.
    /// - Returns: the one that has.
    func close() -> (any StreamerTask)? {
        state.withLock { state in
            state.isClosed = true
            return state.task
        }
    }
}
