import AWS
import CloudConsole
import Foundation
import LabCommand
import LabModel
import Machine
import Tasks

/// One look at all tasks that run, and the way to AWS while something is done with them.
struct TasksLook: Sendable {
    /// The tasks, those of AWS first, the oldest first.
    var tasks: [ListedTask] = []
    /// The cluster; nil where AWS was not looked at.
    var fargate: FargateTasks?
    /// The services of AWS; nil where it was not looked at.
    var services: FargateServices?
    /// Whether this machine was looked at.
    var looksHere: Bool
    /// When this was.
    var instant: WallTime

    /// Looks, does something with what was found, and ends the connection to AWS.
    ///
    /// - Parameters:
    ///   - options: where to look.
    ///   - settings: where else that may be given.
    ///   - console: where it is said that AWS is left out.
    ///   - work: what to do.
    /// - Throws: ``FargateError``, ``AWS/AWSError``, ``LabCommand/CommandError``; what the work throws.
    static func looking(
        _ options: TasksPlaceOptions,
        settings: Settings,
        console: Console,
        _ work: (TasksLook) async throws -> Void
    ) async throws {
        let place = try options.place(from: settings)
        let wantsAWS = try options.wantsAWS(settings)
        let wish = try options.cluster.wish(from: settings)
        let clock = SystemClock()
        var look = TasksLook(looksHere: place != .ecs, instant: clock.now())
        var session: AWSSession?
        do {
            if place != .local {
                let opened = try options.cluster.session(
                    from: settings,
                    environment: ProcessInfo.processInfo.environment,
                    clock: clock
                )
                session = opened
                try await look.ask(wish, by: FargateServices(opened))
            }
        } catch let error as any LabError where !wantsAWS && isUnset(error) {
            console.note("glasslab: only this machine's tasks: \(error.what)")
        } catch {
            await session?.shutDown()
            throw error
        }
        if look.looksHere {
            look.tasks += LocalTasks.list(at: look.instant)
        }
        do {
            try await work(look)
        } catch {
            await session?.shutDown()
            throw error
        }
        await session?.shutDown()
    }

    private mutating func ask(_ wish: FargatePlace.Wish, by services: FargateServices) async throws {
        let fargate = try await FargateTasks.find(wish, by: services)
        do throws(FargateError) {
            tasks = try await fargate.list(at: instant)
        } catch {
            // A cluster may have gone with its tasks, and the journal still have one of it, which is to be struck off.
            guard case .aws(.refused(let refusal)) = error, refusal.kind == .notFound,
                LeftoverTasks.waiting(in: journal).contains(where: {
                    $0.cluster == fargate.cluster && $0.region == fargate.region
                })
            else { throw error }
        }
        (self.fargate, self.services) = (fargate, services)
    }

    /// Where it looked.
    var places: [String] {
        let cluster = fargate.map { ["in \($0.cluster) (\($0.region))"] } ?? []
        return cluster + (looksHere ? ["on this machine"] : [])
    }

    /// Says whose launchers died without stopping their tasks.
    func tellLeftovers(on console: Console) {
        guard fargate != nil else { return }
        tellUnreadable(on: console)
        console.tellLeftovers(in: journal, profile: services?.profile)
    }

    /// Says what of the journal nobody can read, so that nobody stops what it tells of.
    func tellUnreadable(on console: Console) {
        guard fargate != nil else { return }
        for error in journal.unreadable() {
            console.warning("\(error)")
        }
    }

    /// Where launchers write down what they started.
    var journal: TaskJournal {
        TaskJournal(environment: ProcessInfo.processInfo.environment)
    }

    /// Whether AWS was never set up for the lab, as opposed to failing.
    private static func isUnset(_ error: any LabError) -> Bool {
        switch error {
        case AWSError.noRegion, FargateError.aws(.noCredentials), FargateError.noStack: true
        default: false
        }
    }
}
