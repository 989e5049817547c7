import Foundation
import LabModel
import LabTesting
import Machine
import Testing

/// Receiving from a task of AWS by its run's name: moto's server, and the built streamer at the task's own address.
@Suite(.realTime, .timeLimit(.minutes(60)))
struct TaskReceptionTests {
    private let receiver = BuiltExecutable("receiver")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private static let start = """
        boto3, json, os = map(__import__, ["boto3", "json", "os"])
        outputs = json.loads(os.environ["OUTPUTS"])
        net = {"subnets": outputs["Subnets"].split(","), "securityGroups": [outputs["SecurityGroup"]]}
        settings = {"ID": "test1", "GLASSLAB_HOST": "0.0.0.0", "GLASSLAB_PORT": outputs["ContainerPort"],
            "GLASSLAB_SIZE": "320x180"}
        pairs = [{"name": key, "value": value} for key, value in settings.items()]
        boto3.client("ecs").run_task(cluster=outputs["Cluster"], taskDefinition=outputs["TaskDefinition"],
            launchType="FARGATE", networkConfiguration={"awsvpcConfiguration": net},
            tags=[{"key": "glasslab:id", "value": "test1"}],
            overrides={"containerOverrides": [{"name": "streamer", "environment": pairs}]})

        """

    @Test func theNewestTaskOfARunIsFoundAndReceived() async throws {
        try await CloudLab.serving { cloud in
            let outputs = String(decoding: try JSONEncoder().encode(cloud.outputs), as: UTF8.self)
            _ = try await cloud.server.python(Self.start, cloud.variables.merging(["OUTPUTS": outputs]) { $1 })
            let cluster = try #require(cloud.outputs["Cluster"])
            let unknown = try await receive(["-id", "tset1", "-c", cluster], cloud.variables)
            #expect(unknown.exitCode == 1)
            #expect(unknown.errors == "receiver: no task of tset1 runs in \(cluster). Did you mean 'test1'?\n")

            let outcome = try await receiveOnceItServes(["-id", "test1", "-c", cluster], cloud.variables)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("/live.ts\n") && outcome.errors.contains("receiver: the task "))
            let again = try await receive(["--task", "test1", "--stack", "streaming", "--json"], cloud.variables)
            #expect(again.exitCode == 0, "\(again.errors)")
            #expect(again.output.contains("test1"))
        }
    }

    /// The task is PENDING at first, and its streamer takes a moment to listen after that.
    private func receiveOnceItServes(
        _ arguments: [String],
        _ variables: [String: String]
    ) async throws -> BuiltExecutable.Outcome {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while true {
            let outcome = try await receive(arguments, variables)
            let isComing =
                outcome.exitCode == 75
                ? outcome.errors.hasPrefix("receiver: the task of test1 does not run yet: it is ")
                : outcome.errors.contains("Connection refused")
            guard isComing, clock.monotonicNow() < deadline else { return outcome }
            try await clock.sleep(for: .milliseconds(50))
        }
    }

    private func receive(
        _ arguments: [String],
        _ variables: [String: String]
    ) async throws -> BuiltExecutable.Outcome {
        try await receiver.run(
            arguments + ["--private-address", "--duration", "1", "--start-limit", "60"],
            environment: variables,
            in: folder.path
        )
    }
}
