import Foundation
import LabModel
import Machine
import Testing

/// moto's server: AWS's services as far as tests need them, with tasks that live as Fargate's do.
///
/// Of what moto has it changes two things: a task's network interface gets an address of its subnet, so that a subnet of
/// 127.0.0.0/8 leads to what listens on this machine; and a task goes from PROVISIONING to RUNNING by one state each time
/// it is described, and stays there until it is stopped.
public final class MotoServer: ServerForWork {
    /// What moto answers as.
    public static let region = "us-east-1"

    /// Where all services are asked.
    public let address: String
    /// Variables with which AWS's clients reach it; any keys do until ``checkSignatures()``.
    public let environment: [String: String]

    private let port: Int
    private let process: ServerProcess

    private init(port: Int, process: ServerProcess) {
        address = "http://127.0.0.1:\(port)"
        environment = [
            "AWS_ENDPOINT_URL": address, "AWS_REGION": Self.region, "AWS_ACCESS_KEY_ID": "AKIDLAB",
            "AWS_SECRET_ACCESS_KEY": "labsecret", "AWS_EC2_METADATA_DISABLED": "true",
        ]
        self.port = port
        self.process = process
    }

    /// Starts a server, does the work and ends the server, whatever the work does.
    ///
    /// - Parameter work: what to do with it.
    /// - Returns: what the work returns.
    /// - Throws: ``ServerProcess/Failure`` when it does not come to serve; what the work throws.
    public static func serving<Outcome: Sendable>(
        _ work: @Sendable (MotoServer) async throws -> Outcome
    ) async throws -> Outcome {
        try await start(in: TemporaryFolder()).stopped(after: work)
    }

    /// Starts a server and waits until it answers.
    ///
    /// - Parameters:
    ///   - extra: a program of Python's that changes more of moto before it serves.
    ///   - folder: where it runs and writes.
    /// - Returns: the server; it ends at the latest when nobody holds it.
    /// - Throws: ``ServerProcess/Failure``.
    static func start(with extra: String = "", in folder: TemporaryFolder) async throws -> MotoServer {
        let port = try LoopbackPort.free()
        try Data((script + extra + Self.serve).utf8).write(to: URL(filePath: folder.file("lab_moto.py")))
        let process = try await ServerProcess.start(
            [try TestTools.path("python"), folder.file("lab_moto.py"), "-H", "127.0.0.1", "-p", "\(port)"],
            in: folder,
            ready: [.tcp(port: port)]
        )
        return MotoServer(port: port, process: process)
    }

    /// What it wrote.
    public var log: String {
        process.log
    }

    /// Ends it; nothing of it is kept.
    public func stop() async {
        await process.kill()
    }

    /// Runs a program of Python with boto3, whose clients reach this server.
    ///
    /// - Parameters:
    ///   - program: its text.
    ///   - variables: variables besides those of ``environment``.
    /// - Returns: what it printed.
    /// - Throws: ``ServerProcess/Failure`` with what it said when it failed.
    public func python(_ program: String, _ variables: [String: String] = [:]) async throws -> String {
        let outcome = try await BuiltExecutable.onPath(
            [try TestTools.path("python"), "-c", program],
            environment: environment.merging(["AWS_DEFAULT_REGION": Self.region]) { first, _ in first }
                .merging(variables) { _, second in second }
        )
        guard outcome.exitCode == 0 else {
            throw ServerProcess.Failure(name: "python", reason: "failed", log: String(outcome.errors.suffix(4_096)))
        }
        return outcome.output
    }

    /// Makes a user with rights, and from then on has every signature and right checked.
    ///
    /// S3 is no good with that: moto refuses queries and blanks that are signed right.
    /// - Parameter actions: what the user may do, such as `ecs:*`.
    /// - Returns: the user's keys, as variables of the environment.
    /// - Throws: ``ServerProcess/Failure``.
    public func checkSignatures(actions: [String] = ["*"]) async throws -> [String: String] {
        try await checkSignatures(users: [actions]).first ?? environment
    }

    /// Makes users with rights, and from then on has every signature and right checked.
    /// - Parameter users: what each may do.
    /// - Returns: each one's keys, as variables of the environment, in the same order.
    /// - Throws: ``ServerProcess/Failure``.
    public func checkSignatures(users: [[String]]) async throws -> [[String: String]] {
        let rights = users.map { $0.joined(separator: ",") }.joined(separator: " ")
        let text = try await python(Self.users, ["RIGHTS": rights, "MOTO": address])
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 2 * users.count else {
            throw ServerProcess.Failure(name: "moto", reason: "gave no keys", log: text)
        }
        return users.indices.map { index in
            let keys = [
                "AWS_ACCESS_KEY_ID": words[2 * index], "AWS_SECRET_ACCESS_KEY": words[2 * index + 1],
            ]
            return environment.merging(keys) { $1 }
        }
    }

    private static let users = """
        os, json, boto3 = __import__("os"), __import__("json"), __import__("boto3")
        request = __import__("urllib.request").request
        iam = boto3.client("iam")
        for number, rights in enumerate(os.environ["RIGHTS"].split()):
            name = "lab" + (str(number) if number else "")
            iam.create_user(UserName=name)
            statement = {"Effect": "Allow", "Action": rights.split(","), "Resource": "*"}
            policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
            iam.put_user_policy(UserName=name, PolicyName="lab", PolicyDocument=policy)
            key = iam.create_access_key(UserName=name)["AccessKey"]
            print(key["AccessKeyId"], key["SecretAccessKey"])
        data = request.Request(os.environ["MOTO"] + "/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"})
        request.urlopen(data).read()

        """

    private static let script = """
        ipaddress, itertools = __import__("ipaddress"), __import__("itertools")
        from moto.ec2.models.elastic_network_interfaces import NetworkInterfaceBackend
        from moto.ecs.models import Task

        plain_create, hosts = NetworkInterfaceBackend.create_network_interface, itertools.count(11)

        def create(self, subnet, private_ip_address=None, **rest):
            if rest.get("description") == "moto ECS":
                found = self.get_subnet(subnet) if isinstance(subnet, str) else subnet
                net = ipaddress.ip_network(found.cidr_block)
                private_ip_address = str(net[next(hosts) % (net.num_addresses - 2) + 1])
            made = plain_create(self, subnet, private_ip_address, **rest)
            if not hasattr(made, "private_dns_name"):
                made.private_dns_name = ""
            return made

        plain_init = Task.__init__
        steps = [("PROVISIONING", "PENDING"), ("PENDING", "ACTIVATING"), ("ACTIVATING", "RUNNING")]

        def begin(self, *rest, **named):
            plain_init(self, *rest, **named)
            self._transitions = list(steps)
            self._status = "PROVISIONING"

        NetworkInterfaceBackend.create_network_interface = create
        Task.__init__ = begin

        """

    private static let serve = """
        from moto.server import main
        main(__import__("sys").argv[1:])

        """
}
