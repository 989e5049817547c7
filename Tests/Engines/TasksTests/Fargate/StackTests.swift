import Foundation
import LabTesting
import Testing

@testable import Tasks

/// The stack's template: its sizes beside the code's, and every branch of it in moto.
///
/// Of what moto makes from a template it forgets task sizes, networks of definitions, policies of repositories, targets'
/// attributes and budgets; cfn-lint looks at those.
struct StackTests {
    static func template() throws -> String {
        var folder = URL(filePath: #filePath)
        for _ in 0..<5 {
            folder.deleteLastPathComponent()
        }
        return try String(contentsOf: folder.appending(path: "stack/fargate_cluster.yaml"), encoding: .utf8)
    }

    /// The whole numbers of a text, as many as it has.
    private static func numbers(_ text: Substring) -> [Int] {
        text.split { !$0.isNumber }.compactMap { Int($0) }
    }

    @Test func theRulesHaveFargatesSizes() throws {
        let text = try Self.template()
        let units = try #require(text.firstMatch(of: #/TaskCpu:\n(?:    .*\n)*?    AllowedValues: \[(.*)\]/#))
        #expect(Self.numbers(units.1) == FargateSize.cpuUnits)
        var sizes: [Int: [Int]] = [:]
        let rule =
            #/
            !Equals\ \[!Ref\ TaskCpu,\ "(?<cpu>\d+)"\]\n\s+Assertions:\n\s+-\ Assert:\ !Contains\s+(-\ )?\[+
            (?<memory>[\d",\s]+)\]
            /#
        for match in text.matches(of: rule) {
            sizes[try #require(Int(match.cpu))] = Self.numbers(match.memory)
        }
        #expect(Set(sizes.keys) == Set(FargateSize.cpuUnits))
        for (cpu, memory) in sizes {
            #expect(memory == FargateSize.memory(for: cpu), "\(cpu) CPU units")
        }
    }

    @Test func theDefaultsAreASizeOfFargate() throws {
        let text = try Self.template()
        let cpu = try #require(text.firstMatch(of: #/TaskCpu:\n    Type: Number\n    Default: (\d+)/#))
        let memory = try #require(text.firstMatch(of: #/TaskMemory:\n    Type: Number\n    Default: (\d+)/#))
        let sizes = FargateSize.memory(for: try #require(Int(cpu.1)))
        #expect(try sizes?.contains(#require(Int(memory.1))) == true)
    }

    @Test func onlyTheGivenNetworkReachesAStreamer() throws {
        let text = try Self.template()
        #expect(!text.contains("CidrIpv6"))
        for match in text.matches(of: #/SecurityGroupIngress:\n(?<rules>(?:        .*\n)+?)      [A-Z]/#) {
            #expect(!match.rules.contains("0.0.0.0"))
        }
        // A client that is nobody's default: whoever makes the stack says who it is.
        let client = try #require(text.firstMatch(of: #/  ClientCidr:\n(?<lines>(?:    .*\n)+)/#))
        #expect(!client.lines.contains("Default:"))
        let pattern = try #require(client.lines.firstMatch(of: #/AllowedPattern: "(.*)"/#))
        let networks = try Regex(String(pattern.1.replacing("\\\\", with: "\\")))
        for good in ["198.51.100.7/32", "10.0.0.0/8", "192.0.2.0/24"] {
            #expect(good.wholeMatch(of: networks) != nil, "\(good)")
        }
        for bad in ["0.0.0.0/0", "0.0.0.0/7", "198.51.100.7", "198.51.100.7/33", "::/0"] {
            #expect(bad.wholeMatch(of: networks) == nil, "\(bad)")
        }
    }

    @Test func theTemplateIsShortEnoughToBeSent() throws {
        // CloudFormation takes at most 51,200 bytes in a request.
        #expect(try Self.template().utf8.count < 51_200)
    }
}

@Suite(.realTime, .timeLimit(.minutes(60)))
struct StackInMotoTests {
    struct Made: Decodable {
        var status: String
        var outputs: [String: String]
        var resources: Set<String>
        var ingress: [String]
        var container: Container
        var retention: Set<Int>
    }

    struct Container: Decodable {
        var image: String
        var ports: [String]
        var log: String
        var isReadOnly: Bool
        var dropped: [String]
        var stopTimeout: Int
    }

    private static let tools = """
        boto3, json, os = __import__("boto3"), __import__("json"), __import__("os")
        cloud, ec2, ecr, ecs, logs = map(boto3.client, ["cloudformation", "ec2", "ecr", "ecs", "logs"])
        text = os.environ["TEMPLATE"]

        def make(name, text, **parameters):
            given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
            cloud.create_stack(StackName=name, TemplateBody=text, Parameters=given)
            stack = cloud.describe_stacks(StackName=name)["Stacks"][0]
            pages = cloud.get_paginator("list_stack_resources").paginate(StackName=name)
            known = [one for page in pages for one in page["StackResourceSummaries"]]
            outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
            group = ec2.describe_security_groups(GroupIds=[outputs["SecurityGroup"]])["SecurityGroups"][0]
            rules = ["%s %d-%d %s" % (rule["IpProtocol"], rule["FromPort"], rule["ToPort"], block["CidrIp"])
                for rule in group["IpPermissions"] for block in rule["IpRanges"]]
            task = ecs.describe_task_definition(taskDefinition=outputs["TaskDefinition"])["taskDefinition"]
            one = task["containerDefinitions"][0]
            named = [one["logGroupName"] for one in logs.describe_log_groups()["logGroups"]]
            groups = logs.describe_log_groups(logGroupNamePrefix=outputs["LogGroup"])["logGroups"]
            return {
                "status": stack["StackStatus"], "outputs": outputs, "ingress": sorted(rules),
                "resources": [one["LogicalResourceId"] for one in known if one.get("LogicalResourceId")],
                "retention": [int(one["retentionInDays"]) for one in groups],
                "container": {
                    "image": one["image"], "isReadOnly": one["readonlyRootFilesystem"],
                    "ports": ["%s/%s" % (port["containerPort"], port["protocol"]) for port in one["portMappings"]],
                    "log": one["logConfiguration"]["options"]["awslogs-group"], "stopTimeout": one["stopTimeout"],
                    "dropped": one["linuxParameters"]["capabilities"]["drop"]}}


        """

    /// moto knows no listeners of network load balancers: their protocol is another one there.
    private static let branches = """
        own = make("own", text, ClientCidr="203.0.113.7/32")
        net = ec2.create_vpc(CidrBlock="10.5.0.0/16")["Vpc"]["VpcId"]
        ec2.modify_vpc_attribute(VpcId=net, EnableDnsHostnames={"Value": True})
        blocks = ["10.5.1.0/24", "10.5.2.0/24"]
        subnets = [ec2.create_subnet(VpcId=net, CidrBlock=block)["Subnet"]["SubnetId"] for block in blocks]
        given = make("given", text.replace("TCP_UDP", "HTTP"), ServiceName="Two", RepositoryName="two", VPCId=net,
            SubnetIds=",".join(subnets), ClientCidr="203.0.113.0/24", LoadBalancer="true", MonthlyBudget="20",
            BudgetEmail="ada@example.org", CpuArchitecture="ARM64", ContainerPort="6000", TaskCpu="4096",
            TaskMemory="8192", Image="public.ecr.aws/lab/streamer:1", LogRetentionDays="30", PublicAddresses="DISABLED")
        whole = make("whole", text.replace("TCP_UDP", "HTTP"), ServiceName="Three", RepositoryName="three",
            ClientCidr="203.0.113.7/32", LoadBalancer="true", LoadBalancedTasks="0")
        policy = text.split("LifecyclePolicyText: |")[1].split("Logs:")[0]
        ecr.put_lifecycle_policy(repositoryName="two", lifecyclePolicyText=json.dumps(json.loads(policy)))
        print(json.dumps({"own": own, "given": given, "whole": whole, "subnets": subnets}))

        """

    private struct Branches: Decodable {
        var own: Made
        var given: Made
        var whole: Made
        var subnets: [String]
    }

    @Test func everyBranchStands() async throws {
        let template = try StackTests.template()
        let text = try await MotoServer.serving { server in
            try await server.python(Self.tools + Self.branches, ["TEMPLATE": template])
        }
        let made = try JSONDecoder().decode(Branches.self, from: Data(text.utf8))

        let (own, given) = (made.own, made.given)
        #expect(own.status == "CREATE_COMPLETE" && given.status == "CREATE_COMPLETE")
        let balancer: Set = ["Balancer", "BalancerTargets", "BalancerListener", "BalancedGroup", "BalancedService"]
        let network: Set = ["Network", "Gateway", "GatewayAttachment", "Routes", "Way", "SubnetA", "SubnetB"]
        #expect(made.whole.status == "CREATE_COMPLETE" && made.whole.resources.isSuperset(of: network.union(balancer)))
        #expect(own.resources.isSuperset(of: network) && given.resources.isDisjoint(with: network))
        #expect(own.resources.isDisjoint(with: balancer) && given.resources.isSuperset(of: balancer))
        let always: Set = ["Cluster", "Repository", "StreamerTask", "ClientRole", "Stopper", "StopperSchedule"]
        #expect(own.resources.isSuperset(of: always) && given.resources.isSuperset(of: always))

        #expect(own.outputs["Cluster"] == "StreamingClusterCluster" && given.outputs["Cluster"] == "TwoCluster")
        #expect(own.outputs["Subnets"]?.split(separator: ",").count == 2)
        #expect(given.outputs["Subnets"] == made.subnets.joined(separator: ","))
        #expect(own.outputs["LoadBalancerAddress"] == nil && given.outputs["LoadBalancerAddress"] != nil)
        #expect(own.outputs["ContainerPort"] == "5000" && given.outputs["ContainerPort"] == "6000")
        #expect(own.outputs["Repository"]?.hasSuffix(".dkr.ecr.us-east-1.amazonaws.com/fargate-stream") == true)
        #expect(given.outputs["Repository"]?.hasSuffix("/two") == true)

        #expect(own.ingress == ["tcp 5000-5000 203.0.113.7/32", "udp 5000-5000 203.0.113.7/32"])
        #expect(given.ingress == ["tcp 6000-6000 203.0.113.0/24", "udp 6000-6000 203.0.113.0/24"])
        #expect(own.retention == [14] && given.retention == [30])

        #expect(own.container.image == (own.outputs["Repository"] ?? "") + ":latest")
        #expect(given.container.image == "public.ecr.aws/lab/streamer:1")
        #expect(own.container.ports == ["5000/tcp"] && given.container.ports == ["6000/tcp"])
        #expect(own.container.log == own.outputs["LogGroup"] && given.container.log == given.outputs["LogGroup"])
        for container in [own.container, given.container] {
            #expect(container.isReadOnly && container.dropped == ["ALL"] && container.stopTimeout == 30)
        }
    }

    /// moto lists all tasks at once, describes as many as one likes and does not know when they were made: here there are
    /// pages and a limit as in AWS, and every second task is 25 hours old.
    private static let stopper = """
        made = make("own", text, ClientCidr="203.0.113.7/32")
        cluster = made["outputs"]["Cluster"]
        network = {"subnets": made["outputs"]["Subnets"].split(",")[:1], "securityGroups": []}
        for group, count in [("family:lab", 10)] * 12 + [("service:balanced", 2)]:
            ecs.run_task(cluster=cluster, taskDefinition=made["outputs"]["TaskDefinition"], launchType="FARGATE",
                count=count, group=group, networkConfiguration={"awsvpcConfiguration": network})

        client, datetime = __import__("botocore.client").client, __import__("datetime")
        plain, pages, failing = client.BaseClient._make_api_call, [], []
        every = plain(ecs, "ListTasks", {"cluster": cluster})["taskArns"]
        now = datetime.datetime.now(datetime.timezone.utc)

        def call(self, operation, asked):
            if operation == "ListTasks":
                start = int(asked.pop("nextToken", "0"))
                arns = plain(self, operation, asked)["taskArns"]
                pages.append(len(arns[start:start + 100]))
                rest = {"nextToken": str(start + 100)} if start + 100 < len(arns) else {}
                return {"taskArns": arns[start:start + 100], **rest}
            if operation == "StopTask" and not failing:
                failing.append(asked["task"])
                error = {"Error": {"Code": "InvalidParameterException", "Message": "The referenced task was not found."}}
                raise __import__("botocore.exceptions").exceptions.ClientError(error, operation)
            answer = plain(self, operation, asked)
            if operation == "DescribeTasks":
                if len(asked["tasks"]) > 100:
                    raise AssertionError("more than 100 tasks")
                for task in answer["tasks"]:
                    hours = 23 + 2 * (every.index(task["taskArn"]) % 2)
                    task["createdAt"] = now - datetime.timedelta(hours=hours)
            return answer

        client.BaseClient._make_api_call = call
        lines = text.split("ZipFile: |")[1].split("  StopperSchedule:")[0]
        code = {}
        exec(__import__("textwrap").dedent(lines.strip(chr(10))), code)
        os.environ.update(CLUSTER=cluster, HOURS="24")
        __import__("sys").stdout = __import__("sys").stderr
        told = code["stop"]({}, None)
        __import__("sys").stdout = __import__("sys").__stdout__
        alive = plain(ecs, "ListTasks", {"cluster": cluster, "desiredStatus": "RUNNING"})["taskArns"]
        print(json.dumps({"told": told, "pages": pages, "alive": alive, "failing": failing, "every": every}))

        """

    private struct Stopped: Decodable {
        struct Answer: Decodable {
            var stopped: [String]
            var kept: [String: String]
        }

        var told: Answer
        var pages: [Int]
        var alive: [String]
        var failing: [String]
        var every: [String]
    }

    @Test func theStopperStopsWhatIsOldAndNothingElse() async throws {
        let template = try StackTests.template()
        let text = try await MotoServer.serving { server in
            try await server.python(Self.tools + Self.stopper, ["TEMPLATE": template])
        }
        let seen = try JSONDecoder().decode(Stopped.self, from: Data(text.utf8))
        #expect(seen.every.count == 122 && seen.pages == [100, 22])
        // Half of 120; the failed one and those of the service are left, and keep nothing else from being stopped.
        let old = seen.every.indices.filter { $0 % 2 == 1 && $0 < 120 }.map { seen.every[$0] }
        #expect(Array(seen.told.kept.keys) == seen.failing && seen.failing == Array(old.prefix(1)))
        #expect(seen.told.kept.values.allSatisfy { $0.contains("was not found") })
        let isRight = seen.told.stopped == Array(old.dropFirst())
        #expect(isRight && seen.told.stopped.count == 59)
        let areLeft = Set(seen.alive) == Set(seen.every).subtracting(seen.told.stopped)
        #expect(areLeft && seen.alive.count == 63)
    }
}
