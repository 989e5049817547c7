import AWS
import LabModel
import Testing

@testable import Tasks

@Suite struct FargateErrorTests {
    private static let task = "arn:aws:ecs:eu-central-1:123456789012:task/C/1"

    private static let texts: [(FargateError, String)] = [
        (
            .aws(.noRegion), "no AWS region is set. Use --region, set AWS_REGION, or add `region` to the profile"
        ),
        (
            .noStack(name: "streaming", region: "eu-central-1"),
            "there is no stack streaming in eu-central-1. "
                + "Deploy it as stack/README.md says, or name another by --stack and the region by AWS_REGION"
        ),
        (
            .unusableStack(name: "streaming", status: "ROLLBACK_COMPLETE"),
            "the stack streaming is not usable: ROLLBACK_COMPLETE. Look at its events, and deploy it again"
        ),
        (
            .incompleteStack(name: "s", missing: ["Cluster", "Subnets"]),
            "the stack s does not say its Cluster, Subnets. Deploy stack/fargate_cluster.yaml again, or use "
                + "--cluster-name, --task-definition, --subnets and --security-groups"
        ),
        (
            .noPort(definition: "streamer:1"),
            "the task definition's streamer has no port: streamer:1. "
                + "Give it a port mapping, as in stack/fargate_cluster.yaml"
        ),
        (
            .cannotSend(setting: "--content", reason: "why"), "--content does not go with a task on AWS: why"
        ),
        (
            .notStarted(reason: "RESOURCE:CPU"),
            "ECS started no task: RESOURCE:CPU. Try again later, in another subnet, or with another size"
        ),
        (
            .notRunning(limit: .seconds(300), status: "PENDING", task: task),
            "the task did not run within 300 s: it is PENDING: \(task). "
                + "Try again later, in another subnet, or with another size"
        ),
        (
            .stopped(reason: "CannotPullContainerError: not found", code: nil, said: [], task: task),
            "the task stopped: CannotPullContainerError: not found: \(task). "
                + "Check that the image was pushed, by scripts/update-image, and that the subnets have a way to it"
        ),
        (
            .stopped(reason: "ResourceInitializationError: no way", code: nil, said: ["x"], task: task),
            "the task stopped: ResourceInitializationError: no way; it said: x: \(task). Check that the subnets have a "
                + "way out, and that the execution role may fetch the image and write logs"
        ),
        (
            .stopped(reason: "Essential container in task exited", code: 3, said: ["a", "b"], task: task),
            "the task stopped: Essential container in task exited; exit code 3; it said: b: \(task)"
        ),
        (
            .stopped(reason: "Essential container in task exited", code: 127, said: [], task: task),
            "the task stopped: Essential container in task exited; exit code 127: \(task). "
                + "Look at its log, and whether the image starts: scripts/test-image"
        ),
        (
            .stopped(
                reason: "Essential container in task exited",
                code: 1,
                said: [],
                task: task,
                log: "the group g in r"
            ),
            "the task stopped: Essential container in task exited; exit code 1: \(task). Look at its log: the group g in r"
        ),
        (
            .network(.several(networks: ["subnet-1": "vpc-1", "sg-1": "vpc-2"])),
            "subnets and security groups have to be of one network: sg-1 is of vpc-2, subnet-1 is of vpc-1. "
                + "Use --subnets and --security-groups of one VPC"
        ),
        (
            .network(.full(subnets: ["subnet-1", "subnet-2"])),
            "no address is left in subnet-1, subnet-2. Use --subnets with others, or stop what runs there"
        ),
        (
            .network(.closed(groups: ["sg-1"], port: 5_000)),
            "sg-1 lets nothing in at TCP port 5000. Allow the port there for this machine's address, or use "
                + "--security-groups with another one"
        ),
        (
            .noAddress(task: task, isPrivate: true),
            "the task has no private address: \(task). Try again, or another subnet"
        ),
        (
            .leftRunning(
                StopCommand(id: "test1", region: "eu-west-1", cluster: "lab2"),
                reason: "no answer",
                task: task
            ),
            "the task of test1 may still run: no answer: \(task). The next start in eu-west-1 stops it, or by hand: "
                + "`glasslab tasks stop --on ecs --region eu-west-1 --cluster-name lab2 test1`"
        ),
        (
            .stopped(reason: "Capacity is unavailable at this time", code: nil, said: [], task: task),
            "the task stopped: Capacity is unavailable at this time: \(task). "
                + "Try again later, in another subnet or region, or with another size"
        ),
        (
            .stopped(reason: "OutOfMemoryError: killed", code: 137, said: ["x"], task: task),
            "the task stopped: OutOfMemoryError: killed; exit code 137; it said: x: \(task). Give it more: --memory"
        ),
        (
            .noAddress(task: task, isPrivate: false),
            "the task has no public address: \(task). "
                + "Use subnets that give public addresses, or --private-address from within the network"
        ),
        (
            .notServing(address: "http://203.0.113.9:5000/", limit: .seconds(90), reason: "connection refused"),
            "the streamer did not answer within 90 s: connection refused: http://203.0.113.9:5000/. Check that the "
                + "stack's ClientCidr holds this machine's address, or use --private-address from within the network"
        ),
        (.givenUp, "the end was asked for before the streamer served"),
        (
            .journal(path: "/j", reason: "No space left on device"),
            "the journal of started tasks cannot be written: No space left on device: /j. "
                + "Check the folder's rights and the room on its disk; XDG_STATE_HOME chooses another"
        ),
        (
            .unreadableJournal(path: "/j/a.json", reason: "it holds no entry"),
            "the journal of started tasks cannot be read: it holds no entry: /j/a.json. A task that stands there may run: "
                + "look with `glasslab tasks list`, then mend the file's rights or delete it"
        ),
    ]

    @Test(arguments: texts.indices)
    func textsSayWhatWhereAndWhatToDo(index: Int) {
        let (error, text) = Self.texts[index]
        #expect(error.description == text)
    }

    @Test func exitCodesSayWhetherToTryAgain() {
        #expect(FargateError.notStarted(reason: "").exitStatus == .transient)
        #expect(FargateError.notRunning(limit: .zero, status: "", task: "").exitStatus == .transient)
        #expect(FargateError.cannotSend(setting: "", reason: "").exitStatus == .usage)
        #expect(FargateError.network(.full(subnets: [])).exitStatus == .usage)
        #expect(FargateError.givenUp.exitStatus == .failed)
        #expect(FargateError.noAddress(task: "", isPrivate: false).exitStatus == .failed)
        let stop = StopCommand(id: "", region: "", cluster: "")
        #expect(FargateError.leftRunning(stop, reason: "", task: nil).exitStatus == .partial)
        let full = FargateError.stopped(reason: "Capacity is unavailable", code: nil, said: [], task: "")
        #expect(full.exitStatus == .transient)
        let throttled = AWSRefusal(operation: .runTask, status: 400, code: "Throttling", message: "", requestID: nil)
        #expect(FargateError.aws(.refused(throttled)).exitStatus == .transient)
    }

    @Test func aLostAnswerMayHaveStartedATask() {
        func refused(_ status: Int, attempts: Int) -> AWSError {
            .refused(
                AWSRefusal(
                    operation: .runTask,
                    status: status,
                    code: "",
                    message: "",
                    requestID: nil,
                    attempts: attempts
                )
            )
        }
        let may: [AWSError] = [
            refused(500, attempts: 1), refused(400, attempts: 2), .cancelled, .expiredCredentials(source: "x"),
            .unreachable(operation: .runTask, host: "h", reason: "r"),
            .timedOut(operation: .runTask, host: "h", limit: .zero),
            .unreadable(operation: .runTask, reason: "r", requestID: nil),
            .tooLong(operation: .runTask, limit: ByteCount(1)), .badCredentials(source: "s", reason: "r"),
            .noCredentials(looked: []), .closed,
        ]
        for error in may {
            #expect(FargateTask.mayHaveStarted(error), "\(error)")
        }
        let cannot: [AWSError] = [
            refused(400, attempts: 1), refused(403, attempts: 1), .noRegion,
            .badArgument(operation: .runTask, reason: "r"),
        ]
        for error in cannot {
            #expect(!FargateTask.mayHaveStarted(error), "\(error)")
        }
    }

    @Test func stagesAreTold() {
        let texts: [(FargateStage, String)] = [
            (.starting, "asking ECS for a task"), (.started(task: Self.task), "ECS has the task 1"),
            (.waiting(status: "PROVISIONING"), "the task gets its network interface"),
            (.waiting(status: "PENDING"), "the task waits for room and its image"),
            (.waiting(status: "ACTIVATING"), "the task's containers start"),
            (.waiting(status: "RUNNING"), "the task is RUNNING"),
            (.asking(address: "http://h/", answer: nil), "the task runs; asking http://h/"),
            (.asking(address: "http://h/", answer: "x"), "the task runs; http://h/ does not serve yet: x"),
            (.serving(address: "http://h/"), "the streamer serves at http://h/"), (.stopping, "stopping the task"),
            (.unknown("Rate exceeded"), "ECS does not say how the task is: Rate exceeded"),
            (.lost(.noAddress(task: "", isPrivate: false)), "during the measurement the task has no public address"),
            (
                .notStopped(.aws(.noRegion)),
                "no AWS region is set. Use --region, set AWS_REGION, or add `region` to the profile"
            ),
        ]
        for (stage, text) in texts {
            #expect(stage.text == text)
        }
    }
}
