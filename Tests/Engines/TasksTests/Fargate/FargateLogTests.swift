import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import AWS
@testable import Tasks

/// The last words of a task that ended, from services that answer as the test says.
struct FargateLogTests {
    /// Answers each operation with one text after another, the last one for ever.
    private final class Answers: AWSTransport {
        private let asked = Mutex<[String: Int]>([:])
        private let texts: [String: [String]]

        init(_ texts: [String: [String]]) {
            self.texts = texts
        }

        func count(of operation: String) -> Int { asked.withLock { $0[operation] ?? 0 } }

        func send(
            _ call: AWSCall,
            limits: TransportLimits,
            sink: (any BodySink)?
        ) async throws(TransportError) -> AWSAnswer {
            let target = call.headers.first { $0.name == "x-amz-target" }?.value ?? ""
            let name = String(target.drop { $0 != "." }.dropFirst())
            let number = asked.withLock { asked in
                asked[name, default: 0] += 1
                return asked[name] ?? 0
            }
            let texts = texts[name] ?? ["{}"]
            return AWSAnswer(status: 200, headers: [], body: Array(texts[min(number, texts.count) - 1].utf8))
        }

        func shutDown() async {}
    }

    private static let arn = "arn:aws:ecs:eu-west-1:1:task/c/0af"

    /// A streamer that ended with a code; nil for one whose container never ran.
    private static func ended(_ code: Int?) -> String {
        let exit = code.map { #","exitCode":\#($0)"# } ?? ""
        return #"{"tasks":[{"taskArn":"\#(arn)","lastStatus":"STOPPED","desiredStatus":"STOPPED","#
            + #""stoppedReason":"over","containers":[{"name":"streamer","lastStatus":"STOPPED"\#(exit)}]}]}"#
    }

    /// Why a task was lost, and how often its log was asked for.
    private static func lost(
        _ code: Int?,
        logs: [String],
        log: ECSTaskDefinition.Log
    ) async throws -> (error: FargateError?, questions: Int) {
        let answers = Answers(["DescribeTasks": [ended(code)], "GetLogEvents": logs])
        let variables = [
            "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "eu-west-1", "HOME": "/nonexistent",
        ]
        let session = AWSSession(
            try KnownSettings(AWSSession.Settings(environment: variables)),
            clock: SystemClock(),
            random: SeededGenerator(seed: 1),
            transport: answers
        )
        var place = FargatePlace(planned: FargatePlace.Wish(), in: "eu-west-1")
        (place.container, place.log) = ("streamer", log)
        let folder = try TemporaryFolder()
        let journal = TaskJournal(folder: folder.file("tasks"))
        let stages = SeenStages()
        var limits = FargateTask.Limits()
        limits.interval = .milliseconds(1)
        let task = FargateTask(
            try StreamerTaskSettingsTests.settings(),
            at: place,
            by: FargateServices(session),
            journal: journal,
            clock: SystemClock(),
            owner: "ada@host",
            limits: limits,
            onStage: { stages.add($0) }
        )
        let entry = try journal.begin(
            TaskRecord(token: "glasslab-1", id: "test1", region: "eu-west-1", account: nil, cluster: "c", startedAt: 0)
        )
        try entry.note(task: arn)
        await task.tellWhetherLost(entry)
        entry.end()
        let error = stages.all.compactMap { stage -> FargateError? in
            if case .lost(let error) = stage { error } else { nil }
        }
        return (error.first, answers.count(of: "GetLogEvents"))
    }

    private static let near = ECSTaskDefinition.Log(group: "g", prefix: "task", region: "eu-west-1")

    @Test func linesThatComeLateAreWaitedFor() async throws {
        let line = #"{"events":[{"message":"no such codec"}]}"#
        let (error, questions) = try await Self.lost(3, logs: ["{}", line], log: Self.near)
        #expect(error == .stopped(reason: "over", code: 3, said: ["no such codec"], task: Self.arn))
        #expect(questions == 2)
        let silent = try await Self.lost(3, logs: ["{}"], log: Self.near)
        #expect(silent.error == .stopped(reason: "over", code: 3, said: [], task: Self.arn) && silent.questions == 3)
    }

    @Test func whatNeverRanHasSaidNothing() async throws {
        let (error, questions) = try await Self.lost(nil, logs: ["{}"], log: Self.near)
        #expect(error == .stopped(reason: "over", code: nil, said: [], task: Self.arn) && questions == 1)
    }

    @Test func aLogThatCannotBeReadFromHereIsNamed() async throws {
        let far = ECSTaskDefinition.Log(group: "g", prefix: "task", region: "eu-north-1")
        let nameless = ECSTaskDefinition.Log(group: "g", prefix: nil)
        for (log, region) in [(far, "eu-north-1"), (nameless, "eu-west-1")] {
            let (error, questions) = try await Self.lost(3, logs: ["{}"], log: log)
            #expect(error?.remedy == "Look at its log: the group g in \(region)" && questions == 0)
        }
    }
}
