import Foundation

/// All of AWS that a streamer's task takes: moto's server with a stand-in for Fargate, the stack of `stack/` in a network
/// whose addresses are this machine's own, and a user who may do what the stack's client role may, and nothing else.
public struct CloudLab: Sendable {
    /// The services; every signature and right is checked.
    public let server: MotoServer
    /// What becomes of tasks, and of requests.
    public let agent: FargateAgent
    /// Variables with which AWS's clients reach the services as that user.
    public let variables: [String: String]
    /// What the stack, `streaming`, gives out.
    public let outputs: [String: String]
    /// What the user may do, such as `ecs:RunTask`.
    public let rights: [String]

    /// Takes a turn with the one that all tests of this process share, because making a stack takes seconds: without
    /// faults, and without tasks of others.
    ///
    /// - Parameter work: what to do with it.
    /// - Returns: what the work returns.
    /// - Throws: ``ServerProcess/Failure`` when it does not come to be; what the work throws.
    public static func serving<Outcome: Sendable>(
        _ work: @Sendable (CloudLab) async throws -> Outcome
    ) async throws -> Outcome {
        await turns.take()
        do {
            let lab = try await shared.value
            try await lab.agent.forget()
            let outcome = try await work(lab)
            turns.giveBack()
            return outcome
        } catch {
            turns.giveBack()
            throw error
        }
    }

    private static let turns = TestPlaces(1)
    /// Made for the first who asks; the kernel ends its server with the tests.
    private static let shared = Task { try await made() }

    private static func made() async throws -> CloudLab {
        let folder = try TemporaryFolder()
        let port = try LoopbackPort.free()
        let control = Control(port: port, streamer: BuiltExecutable("streamer").path)
        try JSONEncoder().encode(control).write(to: URL(filePath: folder.file("agent.json")))
        let server = try await MotoServer.start(with: FargateAgent.script, in: folder)
        let lab = try await prepared(server, FargateAgent(port: port))
        // Whatever it had to read it has read, and nobody is there at the end who could remove its files.
        try FileManager.default.removeItem(atPath: folder.path)
        return lab
    }

    private struct Control: Encodable {
        var port: Int
        var streamer: String
    }

    private struct Made: Decodable {
        var outputs: [String: String]
        var rights: [String]
    }

    private static func prepared(_ server: MotoServer, _ agent: FargateAgent) async throws -> CloudLab {
        let variables = ["TEMPLATE": template, "PORT": "\(try LoopbackPort.free())"]
        let text = try await server.python(program, variables)
        let made = try JSONDecoder().decode(Made.self, from: Data(text.utf8))
        let user = try await server.checkSignatures(actions: made.rights)
        return CloudLab(server: server, agent: agent, variables: user, outputs: made.outputs, rights: made.rights)
    }

    /// The path of the template, in the package that these lines belong to.
    private static let template: String = {
        var folder = URL(filePath: #filePath)
        for _ in 0..<5 {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: "stack/fargate_cluster.yaml").path
    }()

    private static let program = """
        ast, json, os, boto3 = map(__import__, ["ast", "json", "os", "boto3"])
        ec2, cloud, iam = map(boto3.client, ["ec2", "cloudformation", "iam"])
        net = ec2.create_vpc(CidrBlock="127.0.0.0/16")["Vpc"]["VpcId"]
        ec2.modify_vpc_attribute(VpcId=net, EnableDnsHostnames={"Value": True})
        subnet = ec2.create_subnet(VpcId=net, CidrBlock="127.0.5.0/24")["Subnet"]["SubnetId"]
        wanted = {"VPCId": net, "SubnetIds": subnet, "ClientCidr": "127.0.0.0/8", "ContainerPort": os.environ["PORT"]}
        parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in wanted.items()]
        with open(os.environ["TEMPLATE"]) as file:
            cloud.create_stack(StackName="streaming", TemplateBody=file.read(), Parameters=parameters)
        stack = cloud.describe_stacks(StackName="streaming")["Stacks"][0]
        outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
        role, rights = outputs["ClientRole"].split("/")[-1], []
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            policy = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
            for statement in (ast.literal_eval(policy) if isinstance(policy, str) else policy)["Statement"]:
                action = statement["Action"]
                rights += [action] if isinstance(action, str) else action
        print(json.dumps({"outputs": outputs, "rights": rights}))

        """
}
