import AWS
import CloudConsole
import Foundation
import LabCommand
import LabModel
import Machine
import Measuring
import Receiving
import Synchronization
import Tasks

/// A launch on AWS: what was asked for, and where it is looked up.
final class CloudLaunch: Sendable {
    /// What it would ask of AWS.
    let plan: FargatePlan
    private let session: AWSSession
    private let wish: FargatePlace.Wish
    private let limits: FargateTask.Limits
    /// Whether the task is left running.
    let keeps: Bool
    private let journal: TaskJournal
    private let clock: any LabClock
    private let leaves = Mutex(false)
    private let served = Mutex<StopCommand?>(nil)

    /// Prepares a launch; asks nobody yet.
    /// - Throws: ``FargateError`` for what no task can do; ``Measuring/ProvidersError`` without a provider's secrets;
    ///   ``AWSError`` without a region; ``LabCommand/CommandError``.
    init(_ options: CloudOptions, _ request: LaunchRequest, _ settings: Settings) throws {
        try Self.refuseWayBack(request)
        let environment = ProcessInfo.processInfo.environment
        wish = try options.place.wish(from: settings)
        keeps = options.keep
        limits = Self.limits(request.receive)
        clock = request.clock
        session = try options.place.session(from: settings, environment: environment, clock: clock)
        journal = TaskJournal(environment: environment)
        let stream = options.noMeasure ? request.stream : try request.pushedStream()
        plan = try FargatePlan(stream, at: wish, in: session.region, limits: limits, keeps: keeps)
    }

    /// Refuses what leads from a task to this machine.
    private static func refuseWayBack(_ request: LaunchRequest) throws(FargateError) {
        if request.choices.contains(where: { $0.builtIn == .nginxRTMP }) {
            throw .cannotSend(
                setting: "--provider \(BuiltInProvider.nginxRTMP.rawValue)",
                reason: "its server would be this machine, which the task cannot reach"
            )
        }
        if request.receive.pushLink != nil {
            throw .cannotSend(
                setting: "--link push:",
                reason: "the link would be on this machine, which the task cannot reach"
            )
        }
    }

    /// After which a streamer that everybody forgot ends by itself: all that is measured, and a quarter of an hour.
    private static func limits(_ receive: ReceiveSettings) -> FargateTask.Limits {
        var limits = FargateTask.Limits()
        let starts = Double(receive.joins + 1) * receive.startLimit.seconds
        limits.life = .seconds((receive.duration?.seconds ?? 86_400) + starts + 900)
        return limits
    }

    /// Stops what an earlier process left behind, and looks up where tasks run.
    /// - Throws: ``FargateError``.
    func findPlace(telling console: Console) async throws -> FargatePlace {
        let services = FargateServices(session)
        for error in journal.unreadable() {
            console.warning("\(error)")
        }
        let leftovers = await LeftoverTasks(in: journal, services: services, clock: clock).stop()
        for id in leftovers.stopped {
            console.note("stopped the task of \(id), whose launcher had died")
        }
        for (id, error) in leftovers.failures {
            if case .leftRunning = error {
                console.warning("a launcher had died: \(error)")
            } else {
                console.warning("the task of \(id), whose launcher had died, could not be stopped: \(error)")
            }
        }
        for elsewhere in leftovers.elsewhere {
            console.warning("the task of \(elsewhere.stop.id), whose launcher had died, \(elsewhere.text)")
        }
        return try await FargatePlace.find(wish, by: services)
    }

    /// Gives the task of a stream.
    func task(
        _ stream: StreamerTaskSettings,
        at place: FargatePlace,
        onStage: @escaping @Sendable (FargateStage) -> Void
    ) -> FargateTask {
        let services = FargateServices(session)
        let stop = StopCommand(
            id: stream.id,
            region: place.region,
            cluster: place.cluster,
            profile: services.profile
        )
        return FargateTask(
            stream,
            at: place,
            by: services,
            journal: journal,
            clock: clock,
            owner: Self.owner,
            limits: limits,
            keeps: keeps,
            onStage: { [self] stage in
                switch stage {
                case .notStopped: leaves.withLock { $0 = true }
                case .serving where keeps: served.withLock { $0 = stop }
                default: break
                }
                onStage(stage)
            }
        )
    }

    /// What ends a task that is kept; nil where none is, or none has served yet.
    var kept: StopCommand? {
        served.withLock { $0 }
    }

    /// Says that a task runs on that is kept, and what ends it.
    func tellKept(on console: Console) {
        if let kept {
            console.note("the task of \(kept.id) runs on: `\(kept.text)` ends it")
        }
    }

    /// What the process should exit with: done in part where a task still runs, or may.
    func status(_ status: ExitStatus) -> ExitStatus {
        leaves.withLock { $0 } && status == .done ? .partial : status
    }

    private static var owner: String {
        let environment = ProcessInfo.processInfo.environment
        let user = environment["USER"] ?? environment["LOGNAME"] ?? "somebody"
        return "\(user)@\(Host.facts()["hostname"]?.text ?? "unknown")"
    }
}

extension CloudLaunch {
    /// What a run's manifest holds of where its task ran: what was asked for, by the options' names, what that came to and
    /// what it costs.
    func manifest(at place: FargatePlace) -> [String: SettingValue] {
        var settings: [String: SettingValue] = [
            "on": .text("ecs"), "region": .text(plan.region), "architecture": .text(place.architecture),
            "stack": .text(wish.stack), "private_address": .flag(wish.usesPrivateAddress),
        ]
        settings["cluster_name"] = wish.cluster.map { .text($0) }
        settings["task_definition"] = wish.taskDefinition.map { .text($0) }
        settings["subnets"] = wish.subnets.map { .text($0.joined(separator: ",")) }
        settings["security_groups"] = wish.securityGroups.map { .text($0.joined(separator: ",")) }
        settings.merge(plan.prices(at: place)?.settings ?? [:]) { $1 }
        return settings
    }
}
