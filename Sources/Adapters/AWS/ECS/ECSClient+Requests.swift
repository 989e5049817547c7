// What goes to ECS, by the names that it gives its fields.

struct RunTaskBody: Encodable {
    struct Network: Encodable {
        var awsvpcConfiguration: VPC
    }

    struct VPC: Encodable {
        var assignPublicIp: String
        var securityGroups: [String]
        var subnets: [String]
    }

    struct Pair: Encodable {
        var name: String
        var value: String
    }

    struct Tag: Encodable {
        var key: String
        var value: String
    }

    struct Container: Encodable {
        var name: String
        var environment: [Pair]
        var command: [String]?
    }

    struct Overrides: Encodable {
        var containerOverrides: [Container]
        var cpu: String?
        var memory: String?
    }

    var cluster: String
    var taskDefinition: String
    var clientToken: String
    var count = 1
    var launchType = "FARGATE"
    var networkConfiguration: Network
    var overrides: Overrides
    var startedBy: String?
    var tags: [Tag]?

    init(_ task: ECSRunTask) {
        cluster = task.cluster
        taskDefinition = task.taskDefinition
        clientToken = task.clientToken
        networkConfiguration = Network(
            awsvpcConfiguration: VPC(
                assignPublicIp: task.assignsPublicAddress ? "ENABLED" : "DISABLED",
                securityGroups: task.securityGroups,
                subnets: task.subnets
            )
        )
        overrides = Overrides(
            containerOverrides: task.containers.map { container in
                let pairs = container.environment.sorted { $0.key < $1.key }
                return Container(
                    name: container.name,
                    environment: pairs.map { Pair(name: $0.key, value: $0.value) },
                    command: container.command
                )
            },
            cpu: task.cpu.map(String.init),
            memory: task.memory.map(String.init)
        )
        startedBy = task.startedBy
        let sorted = task.tags.sorted { $0.key < $1.key }
        tags = sorted.isEmpty ? nil : sorted.map { Tag(key: $0.key, value: $0.value) }
    }
}

struct DescribeTasksBody: Encodable {
    var cluster: String
    var tasks: [String]
    var include = ["TAGS"]
}

struct ListTasksBody: Encodable {
    var cluster: String
    var startedBy: String?
    var desiredStatus: String?
    var nextToken: String?
}

struct StopTaskBody: Encodable {
    var cluster: String
    var task: String
    var reason: String
}

struct TaskDefinitionBody: Encodable {
    var taskDefinition: String
}
