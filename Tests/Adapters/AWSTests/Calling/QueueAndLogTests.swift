import LabModel
import LabTesting
import Testing

@testable import AWS

/// SQS and logs, byte for byte.
struct QueueAndLogTests {
    private static let queue = "https://sqs.us-east-1.amazonaws.com/1/jobs"

    private static func session(_ body: String) throws -> (session: AWSSession, transport: FakeTransport) {
        let transport = FakeTransport([.success(.text(200, body))])
        return (try TestSession.fake(transport), transport)
    }

    private static func body(_ transport: FakeTransport) -> String {
        transport.asked.last.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
    }

    @Test func messagesAreAskedFor() async throws {
        let (session, transport) = try Self.session(
            #"{"Messages":[{"MessageId":"m","ReceiptHandle":"h","Body":"b","Attributes":{"ApproximateReceiveCount":"3"}}]}"#
        )
        let found = try await SQSClient(session).receive(from: Self.queue, count: 99, wait: 99, visibility: 60)
        #expect(found == [SQSMessage(id: "m", handle: "h", body: "b", receiveCount: 3)])
        #expect(
            Self.body(transport)
                == #"{"MaxNumberOfMessages":10,"MessageSystemAttributeNames":["ApproximateReceiveCount"],"#
                + #""QueueUrl":"\#(Self.queue)","VisibilityTimeout":60,"WaitTimeSeconds":20}"#
        )
        let target = transport.asked.first?.headers.first { $0.name == "x-amz-target" }
        #expect(target?.value == "AmazonSQS.ReceiveMessage")
        #expect(transport.asked.first?.headers.first?.value == "application/x-amz-json-1.0")
    }

    @Test func messagesAreSentKeptAndDeleted() async throws {
        let (session, transport) = try Self.session(#"{"MessageId":"m"}"#)
        let sqs = SQSClient(session)
        #expect(try await sqs.send("a/b", to: Self.queue) == "m")
        #expect(Self.body(transport) == #"{"MessageBody":"a/b","QueueUrl":"\#(Self.queue)"}"#)
        try await sqs.keep("h", of: Self.queue, for: 30)
        #expect(Self.body(transport) == #"{"QueueUrl":"\#(Self.queue)","ReceiptHandle":"h","VisibilityTimeout":30}"#)
        try await sqs.delete("h", from: Self.queue)
        #expect(Self.body(transport) == #"{"QueueUrl":"\#(Self.queue)","ReceiptHandle":"h"}"#)
        #expect(try await sqs.attributes(of: Self.queue).isEmpty)
        #expect(Self.body(transport) == #"{"AttributeNames":["All"],"QueueUrl":"\#(Self.queue)"}"#)
    }

    @Test func answersWithoutABodyAreEmpty() async throws {
        let (session, _) = try Self.session("")
        try await SQSClient(session).delete("h", from: Self.queue)
        #expect(try await SQSClient(session).receive(from: Self.queue, wait: 0).isEmpty)
        let error = await #expect(throws: AWSError.self) { _ = try await SQSClient(session).url(ofQueue: "jobs") }
        #expect(error?.what == "the answer of sqs:GetQueueUrl cannot be read: QueueUrl is missing")
    }

    @Test func linesAreAskedFor() async throws {
        let (session, transport) = try Self.session(
            #"{"events":[{"timestamp":1795231695250,"message":"a"},{"message":"b"},{"timestamp":9223372036854775807}],"#
                + #""nextForwardToken":"f/1","nextBackwardToken":"b/1"}"#
        )
        let logs = LogsClient(session)
        let lines = try await logs.tail(3, of: "s", in: "g")
        #expect(lines.map(\.message) == ["a", "b", ""])
        #expect(lines.first?.time == WallTime(nanoseconds: 1_795_231_695_250_000_000) && lines[1].time == nil)
        #expect(
            Self.body(transport) == #"{"limit":3,"logGroupName":"g","logStreamName":"s","startFromHead":false}"#
        )
        #expect(try await logs.tail(0, of: "s", in: "g").count == 1)
        #expect(Self.body(transport).contains(#""limit":1,"#))
    }

    private static func page(_ lines: [String], _ token: String?) -> Result<AWSAnswer, TransportError> {
        let events = lines.map { #"{"message":"\#($0)"}"# }.joined(separator: ",")
        let next = token.map { #","nextBackwardToken":"\#($0)""# } ?? ""
        return .success(.text(200, #"{"events":[\#(events)]\#(next)}"#))
    }

    /// The lines, and the token of each request.
    private static func tail(
        _ count: Int,
        _ pages: [Result<AWSAnswer, TransportError>]
    ) async throws -> (lines: [String], tokens: [String]) {
        let transport = FakeTransport(pages)
        let lines = try await LogsClient(TestSession.fake(transport)).tail(count, of: "s", in: "g")
        let tokens = transport.asked.map { call in
            String(decoding: call.body, as: UTF8.self).firstMatch(of: #/"nextToken":"(.*?)"/#).map { String($0.1) }
                ?? ""
        }
        return (lines.map(\.message), tokens)
    }

    @Test func emptyAndPartlyFilledPagesAreNotTheEnd() async throws {
        let filled = try await Self.tail(2, [Self.page(["a", "b"], "b/1")])
        #expect(filled.lines == ["a", "b"] && filled.tokens == [""])
        let late = try await Self.tail(
            3,
            [Self.page([], "b/1"), Self.page(["c"], "b/2"), Self.page(["a", "b"], "b/3")]
        )
        #expect(late.lines == ["a", "b", "c"] && late.tokens == ["", "b/1", "b/2"])
        let tooMany = try await Self.tail(2, [Self.page(["c"], "b/1"), Self.page(["a", "b"], "b/2")])
        #expect(tooMany.lines == ["b", "c"])
    }

    @Test func olderPagesThatCannotBeHadTakeNothingAway() async throws {
        let refusal = #"{"__type":"AccessDeniedException","message":"no more"}"#
        let cut = try await Self.tail(9, [Self.page(["a"], "b/1"), .success(.text(400, refusal))])
        #expect(cut.lines == ["a"] && cut.tokens == ["", "b/1"])
        await #expect(throws: AWSError.self) { _ = try await Self.tail(9, [.success(.text(400, refusal))]) }
    }

    @Test func theStreamsBeginningAndTheLimitEndTheSearch() async throws {
        let short = try await Self.tail(9, [Self.page(["a"], "b/1"), Self.page([], "b/1")])
        #expect(short.lines == ["a"] && short.tokens == ["", "b/1"])
        let tokenless = try await Self.tail(9, [Self.page(["a"], nil)])
        #expect(tokenless.lines == ["a"] && tokenless.tokens == [""])
        let endless = try await Self.tail(9, (1...20).map { Self.page([], "b/\($0)") })
        #expect(endless.lines == [] && endless.tokens.count == 6)
        let missing = #"{"__type":"ResourceNotFoundException","message":"The specified log stream does not exist."}"#
        #expect(try await Self.tail(9, [.success(.text(400, missing))]).lines == [])
        let group = #"{"__type":"ResourceNotFoundException","message":"The specified log group does not exist."}"#
        await #expect(throws: AWSError.self) { _ = try await Self.tail(9, [.success(.text(400, group))]) }
    }

    @Test func sessionsEndByThemselves() async throws {
        let error = #expect(throws: AWSError.self) {
            _ = try AWSSession(
                AWSSession.Settings(environment: [:]),
                clock: ManualClock(),
                random: SeededGenerator(seed: 1)
            )
        }
        #expect(error == .noRegion)
        var session: AWSSession? = try AWSSession(
            AWSSession.Settings(environment: TestSession.variables),
            clock: ManualClock(),
            random: SeededGenerator(seed: 1)
        )
        #expect(session?.region == "us-east-1")
        session = nil
        let other = try AWSSession(
            AWSSession.Settings(environment: TestSession.variables),
            clock: ManualClock(),
            random: SeededGenerator(seed: 1)
        )
        await other.shutDown()
        await other.shutDown()
        let closed = await #expect(throws: AWSError.self) { _ = try await STSClient(other).callerIdentity() }
        #expect(closed == .closed)
    }
}
