import AWS
import ArgumentParser
import CloudConsole
import LabCommand
import LabModel
import LabTesting
import Tasks
import Testing

@Suite("Options of AWS")
struct AWSOptionsTests {
    private func wish(_ words: [String], _ environment: [String: String] = [:]) throws -> FargatePlace.Wish {
        try AWSOptions.parse(words).wish(from: Settings(config: "/dev/null", environment: environment))
    }

    @Test("without options, all is the stack's")
    func nothing() throws {
        #expect(try wish([]) == FargatePlace.Wish())
        #expect(try wish([]).stack == "streaming")
    }

    @Test("options name stack, cluster, definition, subnets and groups")
    func options() throws {
        let wish = try wish([
            "--stack", "Lab-2", "-cn", "StreamingClusterCluster", "--task-definition", "streamer:7",
            "--subnets", "subnet-0a1b,subnet-2c", "--subnets", "subnet-3d", "--security-groups", "sg-1",
            "--private-address",
        ])
        #expect(wish.stack == "Lab-2")
        #expect(wish.cluster == "StreamingClusterCluster")
        #expect(wish.taskDefinition == "streamer:7")
        #expect(wish.subnets == ["subnet-0a1b", "subnet-2c", "subnet-3d"])
        #expect(wish.securityGroups == ["sg-1"])
        #expect(wish.usesPrivateAddress)
    }

    @Test("the environment gives what no option does")
    func environment() throws {
        let variables = [
            "GLASSLAB_STACK": "two", "GLASSLAB_CLUSTER_NAME": "here", "GLASSLAB_SUBNETS": "subnet-1,subnet-2",
            "GLASSLAB_PRIVATE_ADDRESS": "yes",
        ]
        let wish = try wish(["--cluster-name", "there"], variables)
        #expect(wish.stack == "two")
        #expect(wish.cluster == "there")
        #expect(wish.subnets == ["subnet-1", "subnet-2"])
        #expect(wish.securityGroups == nil)
        #expect(wish.usesPrivateAddress)
    }

    @Test(
        "names that AWS does not allow are refused before it is asked",
        arguments: [
            (
                ["--stack", "9lives"],
                "\"9lives\" is not a stack's name: a letter, then letters, digits and -, up to 128: --stack"
            ),
            (
                ["-cn", "a/b"],
                "\"a/b\" is not a cluster's name: letters, digits, - and _, up to 255: --cluster-name"
            ),
            (
                ["--task-definition", "streamer:new"],
                "\"streamer:new\" is not a task definition such as streamer, streamer:7 or its full name: "
                    + "--task-definition"
            ),
            (
                ["--subnets", "subnet-1,,subnet-2"],
                "\"subnet-1,,subnet-2\" is not subnets such as subnet-0a1b2c3d, separated by commas: --subnets"
            ),
            (
                ["--security-groups", "subnet-1"],
                "\"subnet-1\" is not security groups such as sg-0a1b2c3d, separated by commas: --security-groups"
            ),
        ]
    )
    func refused(words: [String], text: String) {
        let error = #expect(throws: CommandError.self) { try wish(words) }
        #expect(error?.description == "\(text). See --help for what it takes.")
        #expect(error?.exitStatus == .usage)
    }

    @Test("full names stand for names")
    func fullNames() throws {
        let cluster = "arn:aws:ecs:eu-central-1:123456789012:cluster/Lab"
        #expect(try wish(["-cn", cluster]).cluster == cluster)
        #expect(throws: CommandError.self) { try wish(["-cn", "arn:aws:ecs"]) }
    }

    @Test("the region comes from the option, then from the lab's variable, then from AWS's")
    func region() throws {
        func region(_ words: [String], _ environment: [String: String]) throws -> String {
            try AWSOptions.parse(words).session(
                from: Settings(config: "/dev/null", environment: environment),
                environment: environment,
                clock: ManualClock()
            )
            .region
        }
        let both = ["GLASSLAB_REGION": "eu-west-1", "AWS_REGION": "eu-north-1"]
        #expect(try region(["--region", "us-east-1"], both) == "us-east-1")
        #expect(try region([], both) == "eu-west-1")
        #expect(try region([], ["AWS_REGION": "eu-north-1"]) == "eu-north-1")
        #expect(throws: AWSError.noRegion) { try region([], [:]) }
        #expect(throws: AWSError.badRegion("Frankfurt")) { try region(["--region", "Frankfurt"], [:]) }
        #expect(throws: AWSError.noProfile(name: "lab", files: [])) {
            try region(["--profile", "lab", "--region", "us-east-1"], [:])
        }
    }
}
