import LabModel
import LabTesting
import Testing

@testable import AWS

/// What goes to ECS and comes from it, byte for byte.
struct ECSClientTests {
    private static func session(_ body: String) throws -> (session: AWSSession, transport: FakeTransport) {
        let transport = FakeTransport([.success(.text(200, body))])
        return (try TestSession.fake(transport), transport)
    }

    @Test func aTaskIsAskedForAsFargateWantsIt() async throws {
        let (session, transport) = try Self.session(#"{"tasks":[],"failures":[{"reason":"RESOURCE:CPU","arn":"a"}]}"#)
        var request = ECSRunTask(cluster: "c", taskDefinition: "d:1", subnets: ["s"], clientToken: "t")
        request.assignsPublicAddress = false
        request.cpu = 512
        request.memory = 1_024
        request.containers = [.init(name: "streamer", environment: ["B": "2", "A": "1"], command: ["x"])]
        request.tags = ["run": "r"]
        request.startedBy = "lab"
        let answer = try await ECSClient(session).runTask(request)
        #expect(answer.task == nil)
        #expect(answer.failures == [ECSFailure(arn: "a", reason: "RESOURCE:CPU", detail: nil)])
        let call = try #require(transport.asked.first)
        #expect(call.method == "POST" && call.url == "https://ecs.us-east-1.amazonaws.com/")
        #expect(
            call.headers.prefix(2) == [
                AWSCall.Field("content-type", "application/x-amz-json-1.1"),
                AWSCall.Field("x-amz-target", "AmazonEC2ContainerServiceV20141113.RunTask"),
            ]
        )
        #expect(
            String(decoding: call.body, as: UTF8.self) == #"{"clientToken":"t","cluster":"c","count":1,"#
                + #""launchType":"FARGATE","networkConfiguration":{"awsvpcConfiguration":{"assignPublicIp":"DISABLED","#
                + #""securityGroups":[],"subnets":["s"]}},"overrides":{"containerOverrides":[{"command":["x"],"#
                + #""environment":[{"name":"A","value":"1"},{"name":"B","value":"2"}],"name":"streamer"}],"#
                + #""cpu":"512","memory":"1024"},"startedBy":"lab","tags":[{"key":"run","value":"r"}],"#
                + #""taskDefinition":"d:1"}"#
        )
    }

    @Test func aTaskWithoutASubnetIsNotAskedFor() async throws {
        let (session, transport) = try Self.session("{}")
        let request = ECSRunTask(cluster: "c", taskDefinition: "d", subnets: [], clientToken: "t")
        let error = await #expect(throws: AWSError.self) { _ = try await ECSClient(session).runTask(request) }
        #expect(error == .badArgument(operation: .runTask, reason: "a task needs at least one subnet"))
        #expect(transport.asked.isEmpty)
    }

    /// By the reference of ECS's API nothing else may stand beside `startedBy`.
    @Test func whoStartedTasksIsTheOnlyFilter() async throws {
        let (session, transport) = try Self.session(#"{"taskArns":["a"]}"#)
        #expect(try await ECSClient(session).listTasks(cluster: "c", startedBy: "lab") == ["a"])
        let call = try #require(transport.asked.first)
        #expect(String(decoding: call.body, as: UTF8.self) == #"{"cluster":"c","startedBy":"lab"}"#)
        let (other, all) = try Self.session(#"{"taskArns":[]}"#)
        #expect(try await ECSClient(other).listTasks(cluster: "c", desiredStatus: .stopped).isEmpty)
        let wanted = try #require(all.asked.first)
        #expect(String(decoding: wanted.body, as: UTF8.self) == #"{"cluster":"c","desiredStatus":"STOPPED"}"#)
    }

    @Test func whyATaskStoppedIsRead() async throws {
        let (session, _) = try Self.session(
            """
            {"tasks":[{"taskArn":"arn:aws:ecs:eu-west-1:1:task/c/0af","clusterArn":"k","taskDefinitionArn":"d:3",
            "lastStatus":"STOPPED","desiredStatus":"STOPPED","stopCode":"TaskFailedToStart","cpu":"256","memory":"512",
            "overrides":{"containerOverrides":[{"name":"x"},{"environment":[{"name":"ID","value":"r"},{"name":"V"}]}]},
            "stoppedReason":"CannotPullContainerError: no","createdAt":1795231695.25,"stoppedAt":1.79523170E9,
            "pullStoppedAt":"2026-11-21T03:28:15Z","startedAt":{},
            "containers":[{"name":"streamer","exitCode":137,"reason":"OutOfMemoryError","lastStatus":"STOPPED"}],
            "attachments":[{"type":"Other","details":[]},{"type":"ElasticNetworkInterface","details":[
            {"name":"subnetId","value":"s-1"},{"name":"networkInterfaceId","value":"eni-1"},
            {"name":"privateIPv4Address","value":"10.0.0.7"}]}],"tags":[{"key":"a","value":"b"},{"key":"c"}]}],
            "failures":[{"arn":"arn:2","reason":"MISSING"}]}
            """
        )
        let answer = try await ECSClient(session).describeTasks(["1", "2"], cluster: "c")
        let task = try #require(answer.tasks.first)
        #expect(task.id == "0af" && task.status == .stopped && task.status.isEnding)
        #expect(task.stopCode == "TaskFailedToStart" && task.stoppedReason == "CannotPullContainerError: no")
        #expect(task.containers.first?.exitCode == 137 && task.containers.first?.reason == "OutOfMemoryError")
        #expect(task.networkInterface == "eni-1" && task.privateAddress == "10.0.0.7" && task.subnet == "s-1")
        #expect(task.createdAt == WallTime(nanoseconds: 1_795_231_695_250_000_000))
        #expect(task.pullStoppedAt == WallTime(nanoseconds: 1_795_231_695_000_000_000) && task.startedAt == nil)
        #expect(task.tags == ["a": "b", "c": ""] && task.cpu == 256 && task.memory == 512)
        #expect(task.environment == ["ID": "r"])
        #expect(answer.failures == [ECSFailure(arn: "arn:2", reason: "MISSING", detail: nil)])
    }

    @Test func manyTasksAreAskedAboutInSeveralRequests() async throws {
        let (session, transport) = try Self.session("{}")
        let names = (0..<250).map { "t\($0)" }
        let answer = try await ECSClient(session).describeTasks(names, cluster: "c")
        #expect(answer.tasks.isEmpty && transport.asked.count == 3)
        #expect(try await ECSClient(session).describeTasks([], cluster: "c").tasks.isEmpty)
        #expect(transport.asked.count == 3)
    }

    @Test func statesAreInTheirOrder() {
        #expect(ECSTaskStatus.pending < .running && ECSTaskStatus.running < .stopping)
        #expect(!ECSTaskStatus.running.isEnding && ECSTaskStatus.deactivating.isEnding)
        #expect(ECSTaskStatus.unknown < .provisioning)
    }

    @Test func rulesAdmitTheirPorts() {
        let rule = EC2SecurityGroup.Rule(ipProtocol: "tcp", ports: 5_000...5_001)
        #expect(rule.admits(port: 5_001, of: "tcp") && !rule.admits(port: 5_002, of: "tcp"))
        #expect(!rule.admits(port: 5_000, of: "udp"))
        #expect(EC2SecurityGroup.Rule(ipProtocol: "-1", ports: nil).admits(port: 1, of: "udp"))
    }
}
