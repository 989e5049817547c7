import LabModel
import LabTesting
import Synchronization
import Testing

@testable import AWS
@testable import Tasks

/// What a stack gives to a task, from CloudFormation's own answers.
@Suite struct StackPartsTests {
    /// Answers each operation with the same text, and keeps what was asked.
    private final class Answers: AWSTransport {
        private let asked = Mutex<[String]>([])
        private let texts: [String: String]

        init(_ texts: [String: String]) {
            self.texts = texts
        }

        var names: [String] { asked.withLock { $0 } }

        func send(
            _ call: AWSCall,
            limits: TransportLimits,
            sink: (any BodySink)?
        ) async throws(TransportError) -> AWSAnswer {
            let body = String(decoding: call.body, as: UTF8.self)
            let name = body.split(separator: "&").first.map { String($0.dropFirst("Action=".count)) } ?? ""
            asked.withLock { $0.append(name) }
            guard let text = texts[name] else {
                let missing = "<E><Error><Code>ValidationError</Code><Message>Stack with id s does not exist</Message>"
                return AWSAnswer(status: 400, headers: [], body: Array((missing + "</Error></E>").utf8))
            }
            return AWSAnswer(status: 200, headers: [], body: Array(text.utf8))
        }

        func shutDown() async {}
    }

    private func find(
        _ wish: FargatePlace.Wish,
        _ texts: [String: String]
    ) async -> (parts: Result<StackParts, FargateError>, asked: [String]) {
        let answers = Answers(texts)
        let variables = [
            "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "eu-west-1", "HOME": "/nonexistent",
        ]
        do throws(AWSError) {
            let session = AWSSession(
                try KnownSettings(AWSSession.Settings(environment: variables)),
                clock: ManualClock(),
                random: SeededGenerator(seed: 1),
                transport: answers
            )
            do throws(FargateError) {
                return (.success(try await StackParts.find(wish, by: FargateServices(session))), answers.names)
            } catch {
                return (.failure(error), answers.names)
            }
        } catch {
            return (.failure(.aws(error)), answers.names)
        }
    }

    private static func stack(_ status: String, _ outputs: [String: String]) -> String {
        let members = outputs.map {
            "<member><OutputKey>\($0.key)</OutputKey><OutputValue>\($0.value)</OutputValue></member>"
        }
        return "<R><DescribeStacksResult><Stacks><member><StackName>s</StackName><StackStatus>\(status)</StackStatus>"
            + "<Outputs>\(members.joined())</Outputs></member></Stacks></DescribeStacksResult></R>"
    }

    private static func resources(_ names: [(String, String)]) -> String {
        let members = names.map {
            "<member><LogicalResourceId>\($0.0)</LogicalResourceId><PhysicalResourceId>\($0.1)</PhysicalResourceId>"
                + "</member>"
        }
        return "<R><DescribeStackResourcesResult><StackResources>\(members.joined())</StackResources>"
            + "</DescribeStackResourcesResult></R>"
    }

    private static let outputs = [
        "Cluster": "C", "TaskDefinition": "d:1", "Subnets": "subnet-1, subnet-2,", "SecurityGroup": "sg-1",
    ]

    @Test func outputsAreTaken() async throws {
        let (found, asked) = await find(.init(), ["DescribeStacks": Self.stack("CREATE_COMPLETE", Self.outputs)])
        let parts = try found.get()
        #expect(parts.cluster == "C" && parts.taskDefinition == "d:1")
        #expect(parts.subnets == ["subnet-1", "subnet-2"] && parts.securityGroups == ["sg-1"])
        #expect(asked == ["DescribeStacks"])
    }

    @Test func whatIsWishedForComesFirst() async throws {
        var wish = FargatePlace.Wish()
        wish.cluster = "mine"
        wish.subnets = ["subnet-9"]
        let some = try await find(wish, ["DescribeStacks": Self.stack("UPDATE_COMPLETE", Self.outputs)]).parts.get()
        #expect(some.cluster == "mine" && some.subnets == ["subnet-9"] && some.taskDefinition == "d:1")
        wish.taskDefinition = "t:2"
        wish.securityGroups = []
        let (all, asked) = await find(wish, [:])
        #expect(try all.get().taskDefinition == "t:2" && asked == [])
    }

    @Test func resourcesStandInForOutputs() async throws {
        let names = [
            ("Cluster", "C"), ("StreamerTask", "d:3"), ("StreamerGroup", "sg-2"), ("SubnetA", "subnet-1"),
            ("SubnetB", "subnet-2"), ("Logs", "l"),
        ]
        let texts = [
            "DescribeStacks": Self.stack("CREATE_COMPLETE", [:]), "DescribeStackResources": Self.resources(names),
        ]
        let (found, asked) = await find(.init(), texts)
        let parts = try found.get()
        #expect(parts.cluster == "C" && parts.taskDefinition == "d:3" && parts.securityGroups == ["sg-2"])
        #expect(parts.subnets == ["subnet-1", "subnet-2"])
        #expect(asked == ["DescribeStacks", "DescribeStackResources"])
    }

    @Test func whatIsMissingIsNamed() async {
        var outputs = Self.outputs
        outputs["Subnets"] = ","
        outputs["SecurityGroup"] = nil
        let found = await find(.init(), ["DescribeStacks": Self.stack("CREATE_COMPLETE", outputs)]).parts
        #expect(found.failure == .incompleteStack(name: "streaming", missing: ["Subnets", "SecurityGroup"]))
    }

    @Test(arguments: ["CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED", "DELETE_IN_PROGRESS"])
    func aStackThatIsNotWholeIsRefused(status: String) async {
        let found = await find(.init(), ["DescribeStacks": Self.stack(status, Self.outputs)]).parts
        #expect(found.failure == .unusableStack(name: "streaming", status: status))
    }

    @Test func noStackIsSaidWithItsRegion() async {
        let found = await find(.init(), [:]).parts
        #expect(found.failure == .noStack(name: "streaming", region: "eu-west-1"))
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
