import AWS
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Tasks

/// What a test of a streamer's task needs: a session of the cloud's user, a place and a journal.
struct FargateLab: Sendable {
    let cloud: CloudLab
    let services: FargateServices
    let place: FargatePlace
    let journal: TaskJournal

    /// The limits of tests: only a fault is waited for.
    static var limits: FargateTask.Limits {
        var limits = FargateTask.Limits()
        limits.running = .untilItHangs
        limits.serving = .untilItHangs
        limits.interval = .milliseconds(50)
        limits.life = .seconds(600)
        limits.silence = .milliseconds(100)
        return limits
    }

    /// Makes it all, with the place that the stack gives, and ends it behind the work.
    static func serving(_ work: @Sendable (FargateLab) async throws -> Void) async throws {
        try await CloudLab.serving { cloud in
            let folder = try TemporaryFolder()
            try await session(cloud.variables) { session in
                let services = FargateServices(session)
                var wish = FargatePlace.Wish()
                wish.usesPrivateAddress = true
                let place = try await FargatePlace.find(wish, by: services)
                let journal = TaskJournal(folder: folder.file("tasks"))
                try await work(FargateLab(cloud: cloud, services: services, place: place, journal: journal))
            }
        }
    }

    /// A session that is shut down behind the work.
    static func session<Value: Sendable>(
        _ variables: [String: String],
        retries: RetryLimits? = nil,
        _ work: (AWSSession) async throws -> Value
    ) async throws -> Value {
        let settings = AWSSession.Settings(environment: variables, retries: retries)
        let session = try AWSSession(settings, clock: SystemClock(), random: SeededGenerator(seed: 7))
        do {
            let value = try await work(session)
            await session.shutDown()
            return value
        } catch {
            await session.shutDown()
            throw error
        }
    }

    /// A task of 180 lines, which a debugged streamer encodes in time.
    func task(
        limits: FargateTask.Limits = Self.limits,
        by other: FargateServices? = nil,
        journal otherJournal: TaskJournal? = nil,
        keeps: Bool = false,
        onStage: @escaping @Sendable (FargateStage) -> Void = { _ in }
    ) throws -> FargateTask {
        var settings = try StreamerTaskSettingsTests.settings()
        settings.size = try #require(PixelSize("320x180"))
        return FargateTask(
            settings,
            at: place,
            by: other ?? services,
            journal: otherJournal ?? journal,
            clock: SystemClock(),
            owner: "ada@host",
            limits: limits,
            keeps: keeps,
            onStage: onStage
        )
    }

    /// Why a task could not be had.
    func failure(_ fate: FargateAgent.Fate, limits: FargateTask.Limits = Self.limits) async throws -> FargateError? {
        try await cloud.agent.take(fate)
        let task = try task(limits: limits)
        let error = await #expect(throws: FargateError.self) {
            try await task.run { _ in Issue.record("it serves") }
        }
        try await expectNothingLeft()
        return error
    }

    /// No task that nobody has told to stop, and none to be told at the next start.
    func expectNothingLeft(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let left = try await cloud.agent.leftTasks()
        #expect(left == [], sourceLocation: sourceLocation)
        #expect(journal.abandoned().map(\.record) == [], sourceLocation: sourceLocation)
    }

    /// Waits until no task has a process.
    func untilAllEnded() async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while try await cloud.agent.tasks().contains(where: { $0.process != nil || $0.status != "STOPPED" }) {
            guard clock.monotonicNow() < deadline else {
                Issue.record("a process outlives its task")
                return
            }
            try await clock.sleep(for: .milliseconds(20))
        }
    }
}

/// The stages that a task came to.
final class SeenStages: Sendable {
    private let stages = Mutex<[FargateStage]>([])

    var all: [FargateStage] { stages.withLock { $0 } }

    func add(_ stage: FargateStage) {
        stages.withLock { $0.append(stage) }
    }
}
