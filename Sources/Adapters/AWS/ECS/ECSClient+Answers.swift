import LabModel

// What comes from ECS, by the names that it gives its fields; whatever may be absent is, in one answer or another.

struct TasksAnswer: Decodable {
    var tasks: [TaskAnswer]?
    var failures: [FailureAnswer]?
}

struct StopTaskAnswer: Decodable {
    var task: TaskAnswer
}

struct ListTasksAnswer: Decodable {
    var taskArns: [String]?
    var nextToken: String?
}

struct TaskDefinitionAnswer: Decodable {
    var taskDefinition: DefinitionAnswer
}

struct FailureAnswer: Decodable {
    var arn: String?
    var reason: String?
    var detail: String?

    var failure: ECSFailure {
        ECSFailure(arn: arn, reason: reason ?? "", detail: detail)
    }
}

struct TaskAnswer: Decodable {
    struct Container: Decodable {
        var name: String?
        var lastStatus: String?
        var exitCode: Int?
        var reason: String?
        var image: String?
        var runtimeId: String?
    }

    struct Attachment: Decodable {
        var type: String?
        var details: [Detail]?
    }

    struct Detail: Decodable {
        var name: String?
        var value: String?
    }

    struct Overrides: Decodable {
        struct Container: Decodable {
            var environment: [Detail]?
        }

        var cpu: String?
        var memory: String?
        var containerOverrides: [Container]?
    }

    struct Tag: Decodable {
        var key: String?
        var value: String?
    }

    var taskArn: String
    var clusterArn: String?
    var taskDefinitionArn: String?
    var lastStatus: String?
    var desiredStatus: String?
    var containers: [Container]?
    var attachments: [Attachment]?
    var attributes: [Detail]?
    var overrides: Overrides?
    var tags: [Tag]?
    var startedBy: String?
    var cpu: String?
    var memory: String?
    var createdAt: JSONInstant?
    var pullStartedAt: JSONInstant?
    var pullStoppedAt: JSONInstant?
    var startedAt: JSONInstant?
    var stoppingAt: JSONInstant?
    var stoppedAt: JSONInstant?
    var stopCode: String?
    var stoppedReason: String?

    var task: ECSTask {
        let interface = attachments?.first { $0.details?.contains { $0.name == "networkInterfaceId" } ?? false }
        func detail(_ name: String) -> String? {
            interface?.details?.first { $0.name == name }?.value
        }
        let pairs = (tags ?? []).map { ($0.key ?? "", $0.value ?? "") }
        var task = ECSTask(
            arn: taskArn,
            cluster: clusterArn ?? "",
            status: lastStatus.flatMap(ECSTaskStatus.init) ?? .unknown
        )
        task.taskDefinition = taskDefinitionArn ?? ""
        task.desiredStatus = desiredStatus.flatMap(ECSTaskStatus.init) ?? .unknown
        task.containers = (containers ?? []).map(Self.container)
        task.networkInterface = detail("networkInterfaceId")
        task.privateAddress = detail("privateIPv4Address")
        task.subnet = detail("subnetId")
        task.tags = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        task.startedBy = startedBy
        task.cpu = (cpu ?? overrides?.cpu).flatMap { Int($0) }
        task.memory = (memory ?? overrides?.memory).flatMap { Int($0) }
        let variables = overrides?.containerOverrides?.flatMap { $0.environment ?? [] } ?? []
        let named = variables.compactMap { one in one.name.flatMap { name in one.value.map { (name, $0) } } }
        task.environment = Dictionary(named, uniquingKeysWith: { first, _ in first })
        task.architecture = attributes?.first { $0.name == "ecs.cpu-architecture" }?.value?.uppercased()
        task.stopCode = stopCode
        task.stoppedReason = stoppedReason
        return timed(task)
    }

    private func timed(_ task: ECSTask) -> ECSTask {
        var task = task
        task.createdAt = createdAt?.time
        task.pullStartedAt = pullStartedAt?.time
        task.pullStoppedAt = pullStoppedAt?.time
        task.startedAt = startedAt?.time
        task.stoppingAt = stoppingAt?.time
        task.stoppedAt = stoppedAt?.time
        return task
    }

    private static func container(_ answer: Container) -> ECSTask.Container {
        var container = ECSTask.Container(name: answer.name ?? "", status: answer.lastStatus ?? "")
        container.exitCode = answer.exitCode
        container.reason = answer.reason
        container.image = answer.image
        container.runtimeID = answer.runtimeId
        return container
    }
}

struct DefinitionAnswer: Decodable {
    struct Container: Decodable {
        var name: String?
        var image: String?
        var portMappings: [Port]?
        var logConfiguration: Log?
    }

    struct Port: Decodable {
        var containerPort: Int?
    }

    struct Log: Decodable {
        var logDriver: String?
        var options: [String: String]?
    }

    struct Platform: Decodable {
        var cpuArchitecture: String?
    }

    var taskDefinitionArn: String
    var cpu: String?
    var memory: String?
    var runtimePlatform: Platform?
    var containerDefinitions: [Container]?

    var definition: ECSTaskDefinition {
        ECSTaskDefinition(
            arn: taskDefinitionArn,
            cpu: cpu.flatMap { Int($0) },
            memory: memory.flatMap { Int($0) },
            architecture: runtimePlatform?.cpuArchitecture ?? "X86_64",
            containers: (containerDefinitions ?? []).map { container in
                ECSTaskDefinition.Container(
                    name: container.name ?? "",
                    image: container.image ?? "",
                    port: container.portMappings?.first?.containerPort,
                    log: container.logConfiguration.flatMap(Self.log)
                )
            }
        )
    }

    private static func log(_ answer: Log) -> ECSTaskDefinition.Log? {
        guard answer.logDriver == "awslogs", let options = answer.options, let group = options["awslogs-group"] else {
            return nil
        }
        return ECSTaskDefinition.Log(
            group: group,
            prefix: options["awslogs-stream-prefix"],
            region: options["awslogs-region"]
        )
    }
}
