import LabModel
import LabTesting
import Testing

@testable import AWS

/// All services but objects of S3 against moto, which checks every signature and right.
@Suite(.realTime, .timeLimit(.minutes(60)))
struct MotoTests {
    /// A stack of what a task needs but its definition, whose sizes moto forgets when a stack makes it.
    private static let template = """
        {"Resources":{
          "Net":{"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":"127.0.0.0/16","EnableDnsHostnames":true}},
          "Subnet":{"Type":"AWS::EC2::Subnet","Properties":{"VpcId":{"Ref":"Net"},"CidrBlock":"127.0.5.0/24"}},
          "Group":{"Type":"AWS::EC2::SecurityGroup","Properties":{"GroupDescription":"lab","VpcId":{"Ref":"Net"},
            "SecurityGroupIngress":[{"IpProtocol":"tcp","FromPort":5000,"ToPort":5000,"CidrIp":"203.0.113.7/32"}]}},
          "Cluster":{"Type":"AWS::ECS::Cluster","Properties":{"ClusterName":"StreamingClusterCluster"}}},
         "Outputs":{"Cluster":{"Value":{"Ref":"Cluster"}},"Subnets":{"Value":{"Ref":"Subnet"}},
          "SecurityGroup":{"Value":{"Ref":"Group"}}}}
        """

    private static let prepare = """
        os, boto3, time = __import__("os"), __import__("boto3"), __import__("time")
        queue = boto3.client("sqs").create_queue(QueueName="jobs")["QueueUrl"]
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="uploads")
        rules = [{"Name": "suffix", "Value": ".mp4"}, {"Name": "prefix", "Value": "in/"}]
        told = {"QueueArn": "arn:aws:sqs:us-east-1:123456789012:jobs", "Events": ["s3:ObjectCreated:*"],
            "Filter": {"Key": {"FilterRules": rules}}}
        configuration = {"QueueConfigurations": [told]}
        s3.put_bucket_notification_configuration(Bucket="uploads", NotificationConfiguration=configuration)

        boto3.client("cloudformation").create_stack(StackName="streaming", TemplateBody=os.environ["TEMPLATE"])
        log = {"awslogs-group": "/lab", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "task"}
        container = {"name": "streamer", "image": "lab/streamer:1", "memory": 512,
            "portMappings": [{"containerPort": 5000}], "logConfiguration": {"logDriver": "awslogs", "options": log}}
        boto3.client("ecs").register_task_definition(family="streamer", cpu="512", memory="1024", networkMode="awsvpc",
            requiresCompatibilities=["FARGATE"], containerDefinitions=[container])
        logs = boto3.client("logs")
        logs.create_log_group(logGroupName="/lab")
        logs.create_log_stream(logGroupName="/lab", logStreamName="task/streamer/1")
        lines = [{"timestamp": int(time.time() * 1000) + i, "message": "line %d ü" % i} for i in range(50)]
        logs.put_log_events(logGroupName="/lab", logStreamName="task/streamer/1", logEvents=lines)

        """

    @Test func everyServiceIsSpokenTo() async throws {
        try await MotoServer.serving { server in
            _ = try await server.python(Self.prepare, ["TEMPLATE": Self.template])
            try await TestSession.serving(server.environment) { try await bucketsTellQueues(S3Client($0)) }
            let keys = try await server.checkSignatures(users: [["*"], ["ecs:ListClusters", "cloudformation:*"]])
            try await TestSession.serving(keys[0]) { session in
                let stack = try await CloudFormationClient(session).describeStack("streaming")
                #expect(stack.isUsable)
                #expect(stack.outputs["Cluster"] == "StreamingClusterCluster")
                try await runsATask(ECSClient(session), EC2Client(session), stack)
                try await readsLogs(LogsClient(session))
                try await messagesComeAndGo(SQSClient(session))
                let identity = try await STSClient(session).callerIdentity()
                #expect(identity.account == "123456789012" && identity.arn.hasSuffix(":user/lab"))
            }
            try await refusalsNameTheirRemedy(keys[1])
        }
    }

    private func runsATask(_ ecs: ECSClient, _ ec2: EC2Client, _ stack: CloudFormationStack) async throws {
        let subnet = try #require(stack.outputs["Subnets"])
        let group = try #require(stack.outputs["SecurityGroup"])
        let definition = try await ecs.describeTaskDefinition("streamer:1")
        #expect(definition.cpu == 512 && definition.memory == 1_024 && definition.architecture == "X86_64")
        #expect(definition.containers.first?.port == 5_000)
        let log = try #require(definition.containers.first?.log)
        #expect(log.group == "/lab" && log.stream(container: "streamer", taskID: "1") == "task/streamer/1")

        var request = ECSRunTask(
            cluster: "StreamingClusterCluster",
            taskDefinition: "streamer",
            subnets: [subnet],
            clientToken: "one"
        )
        request.securityGroups = [group]
        request.cpu = 1_024
        request.containers = [.init(name: "streamer", environment: ["GLASSLAB_PORT": "5000", "ID": "a b/ü"])]
        request.tags = ["glasslab:run": "0190", "owner": "ada"]
        request.startedBy = "glasslab/0190"
        let started = try await ecs.runTask(request)
        let first = try #require(started.task)
        #expect(started.failures.isEmpty && first.status == .provisioning)
        #expect(first.privateAddress?.hasPrefix("127.0.5.") == true)
        #expect(try await ecs.listTasks(cluster: request.cluster, startedBy: "glasslab/0190") == [first.arn])
        #expect(try await ecs.listTasks(cluster: request.cluster, startedBy: "nobody").isEmpty)

        let running = try await untilRunning(first.id, ecs, cluster: request.cluster)
        #expect(running.tags == request.tags && running.startedBy == "glasslab/0190")
        #expect(running.containers.map(\.name) == ["streamer"])
        let interface = try #require(running.networkInterface)
        let found = try await ec2.describeNetworkInterfaces([interface])
        #expect(found.map(\.privateAddress) == [first.privateAddress] && found.first?.subnet == subnet)
        #expect(try await ec2.describeSubnets([subnet]).map(\.id) == [subnet])
        let groups = try await ec2.describeSecurityGroups([group])
        #expect(groups.first?.rules == [EC2SecurityGroup.Rule(ipProtocol: "tcp", ports: 5_000...5_000)])
        #expect(groups.map(\.vpc) == found.map(\.vpc))

        let stopped = try await ecs.stopTask(first.arn, cluster: request.cluster, reason: "test")
        #expect(stopped.desiredStatus == .stopped && stopped.stoppedReason == "test")
        #expect(try await ecs.listTasks(cluster: request.cluster).isEmpty)
        let missing = try await ecs.describeTasks(["0123456789abcdef0123456789abcdef"], cluster: request.cluster)
        #expect(missing.tasks.isEmpty)
    }

    private func untilRunning(_ id: String, _ ecs: ECSClient, cluster: String) async throws -> ECSTask {
        var seen: [ECSTaskStatus] = []
        for _ in 0..<10 {
            let task = try #require(try await ecs.describeTasks([id], cluster: cluster).tasks.first)
            seen.append(task.status)
            if task.status == .running {
                #expect(seen == [.pending, .activating, .running])
                return task
            }
        }
        Issue.record("the task went through \(seen)")
        throw AWSError.cancelled
    }

    private func readsLogs(_ logs: LogsClient) async throws {
        let last = try await logs.tail(3, of: "task/streamer/1", in: "/lab")
        #expect(last.map(\.message) == ["line 47 ü", "line 48 ü", "line 49 ü"])
        #expect(last.allSatisfy { $0.time != nil })
        let all = try await logs.tail(200, of: "task/streamer/1", in: "/lab")
        #expect(all.map(\.message) == (0..<50).map { "line \($0) ü" })
    }
}

extension MotoTests {
    private func refusalsNameTheirRemedy(_ keys: [String: String]) async throws {
        try await TestSession.serving(keys) { session in
            let denied = await #expect(throws: AWSError.self) {
                _ = try await ECSClient(session).listTasks(cluster: "none")
            }
            #expect(denied?.remedy == "Give the credentials the right ecs:ListTasks")
            let absent = await #expect(throws: AWSError.self) {
                _ = try await CloudFormationClient(session).describeStack("none")
            }
            guard case .refused(let refusal) = absent else {
                Issue.record("\(absent.map { "\($0)" } ?? "nothing")")
                return
            }
            #expect(refusal.kind == .notFound && refusal.requestID != nil && refusal.attempts == 1)
            #expect(refusal.message.contains("none does not exist"))
        }
        let wrong = keys.merging(["AWS_SECRET_ACCESS_KEY": "another"]) { $1 }
        try await TestSession.serving(wrong) { session in
            let error = await #expect(throws: AWSError.self) {
                _ = try await ECSClient(session).listTasks(cluster: "none")
            }
            guard case .refused(let refusal) = error else {
                Issue.record("\(error.map { "\($0)" } ?? "nothing")")
                return
            }
            #expect(refusal.kind == .wrongSignature)
        }
        let unknown = keys.merging(["AWS_ACCESS_KEY_ID": "AKIDNOBODY"]) { $1 }
        try await TestSession.serving(unknown) { session in
            let error = await #expect(throws: AWSError.self) {
                _ = try await EC2Client(session).describeSubnets(["subnet-0"])
            }
            guard case .refused(let refusal) = error else {
                Issue.record("\(error.map { "\($0)" } ?? "nothing")")
                return
            }
            #expect(refusal.kind == .unknownKey)
        }
    }

    private func bucketsTellQueues(_ s3: S3Client) async throws {
        let told = try await s3.notifications(of: "uploads")
        #expect(told.map(\.queue) == ["arn:aws:sqs:us-east-1:123456789012:jobs"])
        #expect(told.map(\.events) == [["s3:ObjectCreated:*"]])
        #expect(told.map(\.prefix) == ["in/"] && told.map(\.suffix) == [".mp4"])
    }

    private func messagesComeAndGo(_ sqs: SQSClient) async throws {
        let queue = try await sqs.url(ofQueue: "jobs")
        #expect(queue.hasSuffix("/123456789012/jobs"))
        let test = try #require(try await sqs.receive(from: queue, wait: 1).first)
        #expect(test.body.contains("s3:TestEvent"))
        try await sqs.delete(test.handle, from: queue)
        #expect(try await sqs.receive(from: queue, wait: 0).isEmpty)
        let id = try await sqs.send("grüße & <more>", to: queue)
        #expect(try await sqs.attributes(of: queue)["ApproximateNumberOfMessages"] == "1")
        let first = try #require(try await sqs.receive(from: queue, wait: 1, visibility: 600).first)
        #expect(first.id == id && first.body == "grüße & <more>" && first.receiveCount == 1)
        #expect(try await sqs.receive(from: queue, wait: 0).isEmpty)
        try await sqs.keep(first.handle, of: queue, for: 0)
        let again = try #require(try await sqs.receive(from: queue, wait: 1).first)
        #expect(again.id == id && again.receiveCount == 2)
        try await sqs.delete(again.handle, from: queue)
        #expect(try await sqs.attributes(of: queue)["ApproximateNumberOfMessagesNotVisible"] == "0")
        let error = await #expect(throws: AWSError.self) { _ = try await sqs.url(ofQueue: "none") }
        guard case .refused(let refusal) = error else {
            Issue.record("\(error.map { "\($0)" } ?? "nothing")")
            return
        }
        #expect(refusal.kind == .notFound)
    }
}
