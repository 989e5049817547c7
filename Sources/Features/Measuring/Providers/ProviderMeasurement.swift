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
    private let executable: String?
    private let nginx: PrivateNginx?

    /// Prepares a measurement, and looks whether everything is there that its providers need.
    ///
    /// - Parameters:
    ///   - choices: the providers, at least one.
    ///   - stream: what to stream; the push addresses of the providers are added.
    ///   - environment: where the providers' secrets are.
    ///   - clock: the machine's clock.
    ///   - executable: the streamer; nil looks beside this executable, then on the PATH.
    /// - Throws: ``ProvidersError/missingSecret(_:key:)``, ``ProvidersError/unusableSecret(_:key:problem:)``,
    ///   ``ProvidersError/noNginx(missing:)``.
    public init(
        _ choices: [ProviderChoice],
        stream: StreamerTaskSettings,
        environment: [String: String],
        clock: any LabClock,
        executable: String? = nil
    ) throws(ProvidersError) {
        for choice in choices {
            _ = try ProviderRoute(choice, environment: environment)
        }
        nginx = choices.contains { $0.builtIn == .nginxRTMP } ? try PrivateNginx() : nil
        self.choices = choices
        self.stream = stream
        self.environment = environment
        self.clock = clock
        self.executable = executable
    }

    /// What is told while it goes on.
    public struct Listeners: Sendable {
        /// Told when the job goes on to its next stage.
        public var onStage: @Sendable (LocalMeasurement.Stage) -> Void
        /// Told some ten times a second how far each run has come, by its provider's place.
        public var onProgress: @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void

        /// Makes listeners; each argument is the property of its name.
        public init(
            onStage: @escaping @Sendable (LocalMeasurement.Stage) -> Void = { _ in },
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
        let measuring = CancellableOnce<[Result<RunOutcome, any Error>]>()
        // Not a child task: cancelling must reach the receivers alone, and servers and streamer be ended in order.
        let job = Task {
            guard let nginx else {
                return try await measuring.run { try await measure(base, uuids, ports: [], listeners, makeReceiver) }
            }
            return try await nginx.run(fragment: stream.gop, clock: clock) { rtmp, http in
                try await measuring.run {
                    try await measure(base, uuids, ports: [rtmp, http], listeners, makeReceiver)
                }
            }
        }
        return try await withTaskCancellationHandler {
            try await job.value
        } onCancel: {
            measuring.cancel()
        }
    }

    private func measure(
        _ base: ReceiveSettings,
        _ uuids: [String],
        ports: [Int],
        _ listeners: Listeners,
        _ makeReceiver: @escaping @Sendable (ReceiveSettings) -> Receiver
    ) async throws -> [Result<RunOutcome, any Error>] {
        var routes: [ProviderRoute] = []
        for choice in choices {
            routes.append(try ProviderRoute(choice, environment: environment, ports: ports))
        }
        var stream = stream
        let links = try links(before: routes, over: base.pushLink)
        let (failures, targets) = (PushFailures(), Self.targets(of: links, behind: stream.push.count))
        stream.push += links.flatMap(\.urls)
        let isControlled = routes.contains { $0.choice.builtIn != .direct }
        let task = LocalTask(stream, clock: clock, executable: executable, onLine: { failures.add($0) })
        let job = LocalMeasurement(
            task: task,
            receiversAt: { [routes] address in
                zip(zip(routes, links), targets).map { way, targets in
                    let (route, links) = way
                    var settings = route.settings(base, at: address, isControlled: isControlled)
                    settings.pushLink = route.push.isEmpty ? nil : base.pushLink
                    settings.push =
                        targets.isEmpty ? nil : StreamPush(targets: targets) { failures.last(of: $0) }
                    settings.lastNotes = { links.events() }
                    return makeReceiver(settings)
                }
            }
        )
        let outcome: Result<[Result<RunOutcome, any Error>], any Error>
        do {
            let runs = try await job.runAll(uuids: uuids, onStage: listeners.onStage, onProgress: listeners.onProgress)
            outcome = .success(runs)
        } catch {
            outcome = .failure(routes.reduce(error) { $1.secrets.masked($0) })
        }
        // Only now does nobody push any more.
        for links in links {
            await links.close()
        }
        return try outcome.get()
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
