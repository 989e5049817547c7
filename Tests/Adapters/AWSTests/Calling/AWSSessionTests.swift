import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import AWS

/// Retries, clocks and credentials of one request, by a clock that the test owns.
struct AWSSessionTests {
    static let throttled = AWSAnswer.text(400, #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#)
    static let busy = AWSAnswer.text(503, "")
    static let good = AWSAnswer.text(200, #"{"taskArns":["arn:aws:ecs:x:1:task/c/1"]}"#)

    static func list(_ session: AWSSession) async throws(AWSError) -> [String] {
        try await ECSClient(session).listTasks(cluster: "c")
    }

    @Test func storesOfFailuresAreWaitedOut() async throws {
        let transport = FakeTransport([
            .success(Self.throttled), .success(Self.busy), .failure(.unreachable(reason: "reset")),
            .failure(.timedOut(limit: .seconds(30))), .success(Self.good),
        ])
        let clock = ManualClock()
        let session = try TestSession.fake(transport, clock: clock)
        #expect(try await Self.list(session) == ["arn:aws:ecs:x:1:task/c/1"])
        #expect(transport.asked.count == 5)
        let waited = clock.monotonicNow() - MonotonicTime(nanoseconds: 0)
        #expect(waited > .zero && waited < .seconds(1 + 0.2 + 0.4 + 0.8))
    }

    @Test func givesUpAfterItsAttempts() async throws {
        let transport = FakeTransport([.success(Self.throttled)])
        let session = try TestSession.fake(transport, retries: RetryLimits(attempts: 3))
        let error = await #expect(throws: AWSError.self) { try await Self.list(session) }
        #expect(transport.asked.count == 3)
        #expect(
            error?.description == "ecs:ListTasks was refused after 3 attempts: ThrottlingException: Rate exceeded."
                + " Try again in a minute, or let fewer run at the same time"
        )
        #expect(error?.exitStatus == .transient)
    }

    @Test func givesUpAfterItsTime() async throws {
        let answer = AWSAnswer.text(429, "", ["retry-after": "15"])
        let transport = FakeTransport([.success(answer)])
        let clock = ManualClock()
        let session = try TestSession.fake(
            transport,
            clock: clock,
            retries: RetryLimits(attempts: 100, wholeTime: .seconds(60))
        )
        await #expect(throws: AWSError.self) { try await Self.list(session) }
        let waited = clock.monotonicNow() - MonotonicTime(nanoseconds: 0)
        #expect(waited >= .seconds(45) && waited < .seconds(60))
        #expect((3...5).contains(transport.asked.count))
    }

    @Test func aBudgetEndsAStorm() async throws {
        let transport = FakeTransport([.success(Self.busy)])
        let session = try TestSession.fake(transport, retries: RetryLimits(attempts: 5))
        for _ in 0..<60 {
            await #expect(throws: AWSError.self) { try await Self.list(session) }
        }
        // 60 first attempts, and the retries that 500 tokens pay for.
        #expect(transport.asked.count == 60 + 100)
    }

    @Test func whatCannotBeRepeatedIsNot() async throws {
        let transport = FakeTransport([.failure(.unreachable(reason: "reset"))])
        let session = try TestSession.fake(transport)
        let error = await #expect(throws: AWSError.self) {
            _ = try await SQSClient(session).send("a", to: "http://127.0.0.1/1/q")
        }
        #expect(transport.asked.count == 1)
        #expect(
            error == .unreachable(operation: .sendMessage, host: "sqs.us-east-1.amazonaws.com", reason: "reset")
        )
    }

    @Test(arguments: [
        ("InvalidParameterException", 400), ("AccessDeniedException", 400), ("ClusterNotFoundException", 400),
    ])
    func whatStaysWrongIsNotRepeated(_ code: String, _ status: Int) async throws {
        let transport = FakeTransport([.success(.text(status, "{\"__type\":\"\(code)\"}"))])
        let session = try TestSession.fake(transport)
        await #expect(throws: AWSError.self) { try await Self.list(session) }
        #expect(transport.asked.count == 1)
    }

    @Test func aWrongClockIsMendedOnce() async throws {
        let skewed = AWSAnswer.text(
            400,
            #"{"__type":"InvalidSignatureException","message":"Signature expired: 20200101T000000Z"}"#,
            ["date": "Sat, 21 Nov 2026 20:00:00 GMT"]
        )
        let transport = FakeTransport([.success(skewed), .success(Self.good)])
        let clock = ManualClock(at: WallTime(nanoseconds: 1_577_836_800_000_000_000))
        let session = try TestSession.fake(transport, clock: clock)
        _ = try await Self.list(session)
        _ = try await Self.list(session)
        let dates = transport.asked.map { call in call.headers.first { $0.name == "x-amz-date" }?.value }
        #expect(dates == ["20200101T000000Z", "20261121T200000Z", "20261121T200000Z"])
        let stubborn = FakeTransport([.success(skewed)])
        let other = try TestSession.fake(stubborn, clock: clock)
        let error = await #expect(throws: AWSError.self) { try await Self.list(other) }
        #expect(stubborn.asked.count == 2)
        #expect(error?.remedy == "Set this machine's clock")
    }

    @Test func cancellingEndsAWait() async throws {
        let transport = FakeTransport([.success(Self.busy)])
        let session = try TestSession.fake(transport)
        let task = Task { () -> AWSError? in
            withUnsafeCurrentTask { $0?.cancel() }
            do throws(AWSError) {
                _ = try await Self.list(session)
                return nil
            } catch {
                return error
            }
        }
        #expect(await task.value == .cancelled)
        #expect(transport.asked.count == 1)
    }

    @Test(arguments: [
        (TransportError.cancelled, AWSError.cancelled), (.closed, .closed),
        (.tooLong(limit: ByteCount(5)), .tooLong(operation: .listTasks, limit: ByteCount(5))),
    ])
    func failuresOfTheWireAreTold(_ failure: TransportError, _ expected: AWSError) async throws {
        let session = try TestSession.fake(FakeTransport([.failure(failure)]))
        #expect(await #expect(throws: AWSError.self) { try await Self.list(session) } == expected)
    }

    @Test(arguments: [
        ("nothing", "the answer of ecs:ListTasks cannot be read: it is no JSON (request r1)"),
        (#"{"taskArns":5}"#, "the answer of ecs:ListTasks cannot be read: taskArns is of another kind (request r1)"),
    ])
    func strangeAnswersAreTold(_ body: String, _ what: String) async throws {
        let transport = FakeTransport([.success(.text(200, body, ["x-amzn-requestid": "r1"]))])
        let session = try TestSession.fake(transport)
        let error = await #expect(throws: AWSError.self) { try await Self.list(session) }
        #expect(error?.what == what)
    }

    @Test func everyPageIsFetched() async throws {
        let transport = FakeTransport([
            .success(.text(200, #"{"taskArns":["1","2"],"nextToken":"n"}"#)),
            .success(.text(200, #"{"taskArns":["3"]}"#)),
        ])
        let session = try TestSession.fake(transport)
        #expect(try await Self.list(session) == ["1", "2", "3"])
        let bodies = transport.asked.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(
            bodies == [
                #"{"cluster":"c","desiredStatus":"RUNNING"}"#,
                #"{"cluster":"c","desiredStatus":"RUNNING","nextToken":"n"}"#,
            ]
        )
    }
}

extension AWSSessionTests {
    @Test func credentialsThatEndMidwayAreAskedForAnew() async throws {
        let folder = try TemporaryFolder()
        let script = """
            n=$(cat count 2>/dev/null || echo 0); echo $((n + 1)) > count
            printf '{"AccessKeyId":"AKID%s","SecretAccessKey":"s"}' "$n"
            """
        let config = "[profile lab]\ncredential_process = cd \(folder.path) && sh give\n"
        try Data(script.utf8).write(to: URL(filePath: folder.file("give")))
        try Data(config.utf8).write(to: URL(filePath: folder.file("config")))
        let expired = AWSAnswer.text(400, #"{"__type":"ExpiredTokenException","message":"over"}"#)
        let transport = FakeTransport([.success(Self.good), .success(expired), .success(Self.good)])
        let variables = [
            "AWS_CONFIG_FILE": folder.file("config"), "AWS_PROFILE": "lab", "AWS_REGION": "us-east-1",
            "PATH": "/usr/bin:/bin",
        ]
        let session = try TestSession.fake(transport, clock: SystemClock(), variables: variables)
        _ = try await Self.list(session)
        _ = try await Self.list(session)
        let keys = transport.asked.map { call in
            call.headers.last?.value.split(separator: "/").first?.split(separator: "=").last.map(String.init)
        }
        #expect(keys == ["AKID0", "AKID0", "AKID1"])
    }

    @Test func credentialsThatStayOverAreToldOf() async throws {
        let expired = AWSAnswer.text(400, #"{"__type":"ExpiredTokenException","message":"over"}"#)
        let transport = FakeTransport([.success(expired)])
        let session = try TestSession.fake(transport)
        let error = await #expect(throws: AWSError.self) { try await Self.list(session) }
        #expect(transport.asked.count == 1)
        #expect(error?.remedy == "Sign in again, for a profile with single sign-on by `aws sso login`")
    }

    @Test func whoHasNoCredentialsAsksNobody() async throws {
        let transport = FakeTransport([.success(Self.good)])
        let session = try TestSession.fake(
            transport,
            variables: ["AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"]
        )
        let error = await #expect(throws: AWSError.self) { try await Self.list(session) }
        #expect(error?.what.hasPrefix("no AWS credentials: looked for the environment") == true)
        #expect(transport.asked.isEmpty)
    }

    @Test func logsOfAStreamThatIsNotThereAreEmpty() async throws {
        func answer(_ what: String) -> FakeTransport.Reply {
            .success(
                .text(
                    400,
                    #"{"__type":"ResourceNotFoundException","message":"The specified log \#(what) does not exist."}"#
                )
            )
        }
        let stream = try TestSession.fake(FakeTransport([answer("stream")]))
        #expect(try await LogsClient(stream).tail(5, of: "s", in: "g").isEmpty)
        let group = try TestSession.fake(FakeTransport([answer("group")]))
        await #expect(throws: AWSError.self) { _ = try await LogsClient(group).tail(5, of: "s", in: "g") }
    }
}
