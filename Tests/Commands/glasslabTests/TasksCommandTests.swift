import Foundation
import LabTesting
import Testing

/// `glasslab tasks` from outside, against moto's server with the stack and its client role.
///
/// On this machine no tasks are stopped but by names that nobody else has: others measure here too.
@Suite(.realTime, .timeLimit(.minutes(60)))
struct TasksCommandTests {
    private let glasslab = BuiltExecutable("glasslab")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// No account of the person who runs the tests.
    private var nowhere: [String: String] {
        [
            "AWS_REGION": "", "AWS_DEFAULT_REGION": "", "AWS_PROFILE": "", "AWS_ACCESS_KEY_ID": "",
            "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "true", "HOME": folder.path,
            "XDG_STATE_HOME": folder.file("state"), "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "",
        ]
    }

    private func run(
        _ arguments: [String],
        _ variables: [String: String] = [:]
    ) async throws -> BuiltExecutable.Outcome {
        try await glasslab.run(
            ["tasks"] + arguments,
            environment: nowhere.merging(variables) { $1 },
            in: folder.path
        )
    }

    private static let usage = "Error: Say which: names, --older-than, or --all"

    @Test(arguments: [
        (["stop"], "\(usage).\n"), (["stop", "a", "--all"], "\(usage), one of them.\n"),
        (["stop", "--all", "--older-than", "1h"], "\(usage), one of them.\n"),
        (["stop", ""], "Error: A name is empty.\n"),
        (
            ["stop", "--older-than", "soon"],
            "glasslab: \"soon\" is not a length of time such as 24h, 90m or 10s: --older-than. "
        ),
        (["list", "--on", "moon"], "glasslab: \"moon\" is not one of ecs, local: --on. "),
        (["list", "-cn", "a/b"], "glasslab: \"a/b\" is not a cluster's name: "),
    ])
    func wrongUsageStopsNothing(arguments: [String], start: String) async throws {
        let outcome = try await run(arguments)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(start), "\(outcome.errors)")
    }

    @Test func ageAndChoiceNeverComeFromTheEnvironment() async throws {
        let outcome = try await run(["stop"], ["GLASSLAB_OLDER_THAN": "1h", "GLASSLAB_ALL": "true"])
        #expect(outcome.exitCode == 2)
    }

    @Test func withoutAWSOnlyThisMachineIsLookedAt() async throws {
        let name = "nobody-\(UUID().uuidString)"
        let outcome = try await run(["stop", name])
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors == """
                glasslab: only this machine's tasks: no AWS region is set
                glasslab: no task '\(name)' runs: looked on this machine. `glasslab tasks list` tells what runs.

                """
        )
    }

    @Test(arguments: [["--on", "ecs"], ["--cluster-name", "Lab"]])
    func whoeverAsksForAWSIsToldThatItIsNotSetUp(arguments: [String]) async throws {
        let outcome = try await run(["list"] + arguments)
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors
                == "glasslab: no AWS region is set. Use --region, set AWS_REGION, or add `region` to the profile\n"
        )
    }

    @Test func credentialsThatAreMissingAreToldOnlyToWhoeverAsksForAWS() async throws {
        let asked = try await run(["list", "--on", "ecs"], ["AWS_REGION": "us-east-1"])
        #expect(asked.exitCode == 1)
        #expect(asked.errors.hasPrefix("glasslab: no AWS credentials: looked for "), "\(asked.errors)")
        let both = try await run(["list"], ["AWS_REGION": "us-east-1"])
        #expect(both.exitCode == 0)
        #expect(both.errors.hasPrefix("glasslab: only this machine's tasks: no AWS credentials: "), "\(both.errors)")
    }

    @Test func aStreamerOfThisMachineIsListedAndStopped() async throws {
        let id = "lab-\(UUID().uuidString)"
        try await ServingStreamer.serving(environment: ["ID": id]) { streamer in
            let listed = try await run(["list", "--on", "local", "--json"])
            #expect(listed.exitCode == 0, "\(listed.errors)")
            let row = try #require(try Document(listed).tasks.first { $0.id == id })
            #expect(row.on == "local" && row.address == "127.0.0.1:\(streamer.port)" && row.process == streamer.process)

            let rehearsal = try await run(["stop", id, "--on", "local", "--dry-run"])
            #expect(rehearsal.output.hasPrefix("would stop \(id) (local \(streamer.process), age "))
            #expect(try Document(await run(["list", "--on", "local", "--json"])).tasks.contains { $0.id == id })

            let stopped = try await run(["stop", id, "lab-nobody", "--on", "local"])
            #expect(stopped.exitCode == 3)
            #expect(stopped.output.hasPrefix("stopped \(id) (local \(streamer.process), age "))
            #expect(stopped.errors.hasPrefix("glasslab: no task 'lab-nobody' runs: looked on this machine. "))
            #expect(try Document(await run(["list", "--on", "local", "--json"])).tasks.allSatisfy { $0.id != id })
        }
    }

    struct Document: Decodable {
        struct Row: Decodable {
            var id: String
            var on: String
            var status: String
            var task: String
            var process: Int32?
            var address: String?
            var owner: String?
            var cost: Double?
            var outcome: String?
        }
        var tasks: [Row]
        var leftovers: [String]?

        init(_ outcome: BuiltExecutable.Outcome) throws {
            self = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
        }
    }
}

extension TasksCommandTests {
    /// Runs tasks behind which nobody is, by hand as anybody could.
    private static let tasks = """
        boto3, json, os = map(__import__, ["boto3", "json", "os"])
        outputs = json.loads(os.environ["OUTPUTS"])
        net = {"subnets": outputs["Subnets"].split(","), "securityGroups": [outputs["SecurityGroup"]]}
        ecs = boto3.client("ecs")
        for name in ["test1", "test2", "test3", ""]:
            tags = [{"key": "glasslab:id", "value": name}, {"key": "glasslab:owner", "value": "ada@host"}]
            ecs.run_task(cluster=outputs["Cluster"], taskDefinition=outputs["TaskDefinition"], launchType="FARGATE",
                networkConfiguration={"awsvpcConfiguration": net}, tags=tags if name else [],
                overrides={"cpu": "512", "memory": "1024"}, startedBy="hand-" + name)

        """

    @Test func tasksOfAWSAreListedAndStopped() async throws {
        try await CloudLab.serving { cloud in
            try await cloud.agent.take(.silent)
            let outputs = String(decoding: try JSONEncoder().encode(cloud.outputs), as: UTF8.self)
            // Tasks are started by the server's owner; looked at and stopped by the client role.
            _ = try await cloud.server.python(Self.tasks, cloud.variables.merging(["OUTPUTS": outputs]) { $1 })
            let onECS = ["--on", "ecs"]
            let listed = try await run(["list"] + onECS, cloud.variables)
            #expect(listed.exitCode == 0, "\(listed.errors)")
            let lines = listed.output.split(separator: "\n").map(String.init)
            #expect(lines.first?.split(separator: " ").map(String.init).prefix(3) == ["id", "on", "status"])
            #expect(lines.dropFirst().prefix(3).map { String($0.prefix(5)) }.sorted() == ["test1", "test2", "test3"])
            #expect(lines.dropFirst().prefix(3).allSatisfy { $0.contains("512") && $0.contains("ada@host") })
            #expect(lines.last?.contains("0.0741 USD an hour as long as they run, by prices of ") == true, "\(lines)")

            let old = try await run(["stop", "--older-than", "24h"] + onECS, cloud.variables)
            #expect(old == .init(exitCode: 0, output: "no tasks\n", errors: ""))
            let one = try await run(["stop", "test1", "tset2", "--json"] + onECS, cloud.variables)
            #expect(one.exitCode == 3)
            #expect(try Document(one).tasks.map(\.outcome) == ["stopped"])
            #expect(one.errors.contains("no task 'tset2' runs: looked in "))
            #expect(one.errors.hasSuffix("(us-east-1). Did you mean 'test2'?\n"), "\(one.errors)")
            let rehearsed = try await run(["stop", "test2", "nobody", "--dry-run"] + onECS, cloud.variables)
            #expect(rehearsed.exitCode == 3 && rehearsed.output.hasPrefix("would stop test2 ("), "\(rehearsed.errors)")
            let again = try await run(["stop", "test1"] + onECS, cloud.variables)
            #expect(again == .init(exitCode: 0, output: "", errors: "glasslab: 'test1' had ended already\n"))

            let rest = try await run(["stop", "--all"] + onECS, cloud.variables)
            #expect(rest.exitCode == 0, "\(rest.errors)")
            #expect(rest.output.split(separator: "\n").count == 2)
            // The one without the tag runs on.
            #expect(try await cloud.agent.leftTasks().map(\.startedBy) == ["hand-"])
            #expect(try await run(["list"] + onECS, cloud.variables).output == "no tasks\n")
        }
    }

    /// What was stopped is told, although AWS does not say what became of another name.
    @Test func whatWasStoppedIsToldInSpiteOfALaterError() async throws {
        try await CloudLab.serving { cloud in
            try await cloud.agent.take(.silent)
            let outputs = String(decoding: try JSONEncoder().encode(cloud.outputs), as: UTF8.self)
            _ = try await cloud.server.python(Self.tasks, cloud.variables.merging(["OUTPUTS": outputs]) { $1 })
            try await cloud.agent.take([.expired("ListTasks", after: 1)])
            let outcome = try await run(["stop", "test1", "nobody", "--json", "--on", "ecs"], cloud.variables)
            #expect(outcome.exitCode == 3)
            #expect(try Document(outcome).tasks.map(\.outcome) == ["stopped"])
            #expect(outcome.errors.contains("ExpiredTokenException"), "\(outcome.errors)")
        }
    }

    /// The command that a hint names works although the cluster has gone since.
    @Test func aLeftoverOfAClusterThatIsGoneIsStruckOff() async throws {
        try await CloudLab.serving { cloud in
            let place = ["--on", "ecs", "--region", "us-east-1", "--cluster-name", "Gone"]
            let unknown = try await run(["stop", "late"] + place, cloud.variables)
            #expect(unknown.exitCode == 1 && unknown.errors.contains("ClusterNotFoundException"), "\(unknown.errors)")
            let folder = folder.file("state/glasslab/tasks")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let entry = #"{"token":"a","id":"late","region":"us-east-1","cluster":"Gone","started_at":5}"#
            try Data(entry.utf8).write(to: URL(filePath: folder + "/a.json"))
            let outcome = try await run(["stop", "late"] + place, cloud.variables)
            #expect(outcome == .init(exitCode: 0, output: "", errors: "glasslab: 'late' had ended already\n"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    @Test func leftoversAreToldWithTheCommandThatFindsThem() async throws {
        try await CloudLab.serving { cloud in
            let folder = folder.file("state/glasslab/tasks")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in [
                ("a", #"{"token":"a","id":"it's","region":"eu-west-1","cluster":"lab2","started_at":5}"#),
                (
                    "b",
                    #"{"token":"b","id":"b","region":"us-east-1","account":"999999999999","cluster":"C","started_at":6}"#
                ),
                ("c", "no entry"),
            ] {
                try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).json"))
            }
            let unreadable = """
                warning: the journal of started tasks cannot be read: it holds no entry: \(folder)/c.json. A task that \
                stands there may run: look with `glasslab tasks list`, then mend the file's rights or delete it

                """
            let first = #"`glasslab tasks stop --on ecs --region eu-west-1 --cluster-name lab2 'it'\''s'` stops it"#
            let second = "`glasslab tasks stop --on ecs --region us-east-1 --cluster-name C b` stops it"
            let listed = try await run(["list", "--on", "ecs"], cloud.variables)
            #expect(
                listed.errors == unreadable + """
                    warning: the launcher of 'it's' died without stopping its task in eu-west-1: \(first)
                    warning: the launcher of 'b' died without stopping its task in us-east-1: \(second)

                    """
            )
            let stopped = try await run(["stop", "--all", "--on", "ecs"], cloud.variables)
            #expect(stopped.exitCode == 0)
            #expect(
                stopped.errors == unreadable + """
                    warning: the task of 'it's', whose launcher died, is in eu-west-1: \(first)
                    warning: the task of 'b', whose launcher died, is in us-east-1 of account 999999999999: with a \
                    --profile of that account, \(second)

                    """
            )
        }
    }
}
