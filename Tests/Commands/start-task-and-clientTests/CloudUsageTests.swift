import Foundation
import LabTesting
import Testing

/// What is said of tasks of ECS before AWS is asked for anything.
@Suite struct CloudUsageTests {
    let launcher = BuiltExecutable("start-task-and-client")
    let folder: TemporaryFolder
    /// Nobody answers there: whoever asks AWS all the same fails.
    let environment: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        environment = [
            "HOME": folder.path, "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
            "AWS_CONFIG_FILE": folder.file("none"), "AWS_SHARED_CREDENTIALS_FILE": folder.file("none"),
            "AWS_PROFILE": "", "AWS_REGION": "", "AWS_DEFAULT_REGION": "",
        ]
    }

    private func run(
        _ words: [String],
        _ more: [String: String] = [:]
    ) async throws -> BuiltExecutable.Outcome {
        try await launcher.run(["--id", "a"] + words, environment: environment.merging(more) { $1 }, in: folder.path)
    }

    /// Words, what is said of them, and the exit code.
    private static let wrong: [([String], String, Int32)] = [
        (["--on", "ecs", "--dry-run"], "no AWS region is set", 1),
        (
            ["--on", "ecs", "--region", "us-east-1", "--memory", "9"],
            "Fargate has no 9.0 GB for 512 CPU units: 1, 2, 3, 4. Use --cpu and --memory of one of those", 2
        ),
        (
            ["--on", "ecs", "--region", "us-east-1", "--cpu", "500"],
            "Fargate has no tasks of 500 CPU units: 256, 512, 1024, 2048, 4096, 8192, 16384. Use --cpu", 2
        ),
        (
            ["--on", "ecs", "--region", "us-east-1", "--content", "a.mp4"],
            "--content does not go with a task on AWS: the file is on this machine, not in the image", 2
        ),
        (
            ["--on", "ecs", "--region", "us-east-1", "--provider", "nginx-rtmp"],
            "--provider nginx-rtmp does not go with a task on AWS: its server would be this machine", 2
        ),
        (["--on", "ecs", "--region", "us-east-1", "--stack", "1st"], "\"1st\" is not a stack's name", 2),
        (["--dry-run"], "--dry-run goes with --on ecs", 2),
        (["--no-measure"], "--no-measure goes with --on ecs", 2),
        (["--keep"], "--keep goes with --on ecs", 2),
    ]

    @Test(arguments: wrong)
    func wrongUsageIsToldBeforeAWSIsAsked(words: [String], text: String, code: Int32) async throws {
        let outcome = try await run(words)
        #expect(outcome.exitCode == code, "\(outcome.errors)")
        #expect(outcome.output == "")
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("glasslab.sqlite")))
    }

    @Test func aDryRunTellsCallsRightsAndCost() async throws {
        let outcome = try await run(["--on", "ecs", "--dry-run", "--region", "us-east-1"])
        #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
        #expect(try outcome.output == GoldenFolder(beside: #filePath).expected("dry-run.txt", got: outcome.output))
        #expect(!FileManager.default.fileExists(atPath: folder.file("glasslab.sqlite")))
    }

    @Test func aDryRunAsJSONSaysTheSame() async throws {
        let words = ["--on", "ecs", "--dry-run", "--region", "us-east-1", "--json", "--private-address", "--keep"]
        let outcome = try await run(words)
        #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
        struct Plan: Decodable {
            struct Call: Decodable {
                var operation: String
            }
            var region: String
            var calls: [Call]
            var rights: [String]
            var variables: [String]
            var costPerHour: Double
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let plan = try decoder.decode(Plan.self, from: Data(outcome.output.utf8))
        #expect(plan.region == "us-east-1")
        // Half a core and a gigabyte.
        #expect(abs(plan.costPerHour - (0.5 * 0.04048 + 0.004445)) < 1e-9)
        #expect(!plan.calls.map(\.operation).contains("ec2:DescribeNetworkInterfaces"))
        #expect(!plan.rights.contains("ec2:DescribeNetworkInterfaces"))
        #expect(plan.rights.contains("iam:PassRole") && plan.rights == plan.rights.sorted())
        // A kept streamer does not end by itself.
        #expect(!plan.variables.contains("GLASSLAB_DURATION"))
    }

    /// A switch left on in the environment would take the end and the stop from every task, and a sweep's too.
    @Test func keepCountsOnTheCommandLineAlone() async throws {
        let words = ["--on", "ecs", "--dry-run", "--region", "us-east-1"]
        let exported = try await run(words, ["GLASSLAB_KEEP": "1"])
        #expect(exported.exitCode == 0 && exported.output.contains("GLASSLAB_DURATION"), "\(exported.errors)")
        #expect(exported.output.contains("always, whatever happens"))
        try Data("keep: true\n".utf8).write(to: URL(filePath: folder.file("glasslab.yaml")))
        let written = try await run(words)
        #expect(written.exitCode == 2 && written.output == "" && written.errors.contains("keep"), "\(written.errors)")
    }

    private static let pushing = ["--on", "ecs", "--dry-run", "--region", "us-east-1", "--providers", "p.yaml"]

    /// Writes a provider that is pushed to with a secret.
    private func writeProvider() throws {
        let text = """
            providers:
              - name: acme
                push: rtmp://in.example/live/${KEY}
                playback: http://127.0.0.1:1/a.m3u8
                protocol: hls

            """
        try Data(text.utf8).write(to: URL(filePath: folder.file("p.yaml")))
    }

    @Test func aDryRunKnowsWhatIsPushedAndTellsNoSecret() async throws {
        try writeProvider()
        let outcome = try await run(Self.pushing + ["--provider", "acme"], ["KEY": "hunter2222"])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("\n  GLASSLAB_PUSH\n"))
        #expect(!(outcome.output + outcome.errors).contains("hunter2222"))
        let unmeasured = try await run(Self.pushing + ["--provider", "acme", "--no-measure"])
        #expect(unmeasured.exitCode == 0 && !unmeasured.output.contains("GLASSLAB_PUSH"), "\(unmeasured.errors)")
    }

    @Test func aDryRunRefusesWhatTheRunWould() async throws {
        try writeProvider()
        let missing = try await run(Self.pushing + ["--provider", "acme"])
        #expect(missing.exitCode != 0 && missing.output == "" && missing.errors.contains("KEY"), "\(missing.errors)")
        let long = try await run(Self.pushing + ["--provider", "acme"], ["KEY": String(repeating: "k", count: 9_000)])
        let text = "--push does not go with a task on AWS: a task takes at most 8 KB of settings"
        #expect(long.exitCode == 2 && long.output == "" && long.errors.contains(text), "\(long.errors.prefix(300))")
    }

    @Test func withoutCredentialsNobodyIsAskedAndTheCostIsShownFirst() async throws {
        let outcome = try await run(["--on", "ecs", "--region", "eu-central-1"])
        #expect(outcome.exitCode == 1)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.first?.contains("512 CPU units, 1 GB on Fargate in eu-central-1: 0.0284 USD an hour") == true)
        #expect(lines.last?.contains("no AWS credentials") == true, "\(outcome.errors)")
    }
}
