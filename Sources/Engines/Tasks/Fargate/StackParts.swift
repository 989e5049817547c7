import AWS

/// What a stack gives to a task, and what was asked for instead.
struct StackParts {
    var cluster: String
    var taskDefinition: String
    var subnets: [String]
    var securityGroups: [String]

    /// Takes what is wished for, and the rest from the stack's outputs, or from its resources where it has no outputs.
    static func find(
        _ wish: FargatePlace.Wish,
        by services: FargateServices
    ) async throws(FargateError) -> StackParts {
        var known: [String: String] = [:]
        if !wish.isComplete {
            known = try await outputs(of: wish.stack, by: services)
        }
        let parts = StackParts(
            cluster: wish.cluster ?? known["Cluster"] ?? "",
            taskDefinition: wish.taskDefinition ?? known["TaskDefinition"] ?? "",
            subnets: wish.subnets ?? list(known["Subnets"]),
            securityGroups: wish.securityGroups ?? list(known["SecurityGroup"])
        )
        let missing = [
            ("Cluster", parts.cluster.isEmpty), ("TaskDefinition", parts.taskDefinition.isEmpty),
            ("Subnets", parts.subnets.isEmpty), ("SecurityGroup", parts.securityGroups.isEmpty && !wish.isComplete),
        ]
        .filter(\.1).map(\.0)
        guard missing.isEmpty else { throw .incompleteStack(name: wish.stack, missing: missing) }
        return parts
    }

    /// The cluster alone, for who looks at what runs there.
    static func cluster(
        _ wish: FargatePlace.Wish,
        by services: FargateServices
    ) async throws(FargateError) -> String {
        if let cluster = wish.cluster {
            return cluster
        }
        guard let cluster = try await outputs(of: wish.stack, by: services)["Cluster"], !cluster.isEmpty else {
            throw .incompleteStack(name: wish.stack, missing: ["Cluster"])
        }
        return cluster
    }

    private static func outputs(
        of name: String,
        by services: FargateServices
    ) async throws(FargateError)
        -> [String: String]
    {
        do {
            let stack = try await services.stacks.describeStack(name)
            guard stack.isUsable else { throw FargateError.unusableStack(name: name, status: stack.status) }
            guard stack.outputs["Cluster"] == nil else { return stack.outputs }
            return outputs(from: try await services.stacks.describeResources(of: name))
        } catch let error as AWSError {
            if case .refused(let refusal) = error, refusal.kind == .notFound {
                throw .noStack(name: name, region: services.region)
            }
            throw .aws(error)
        } catch let error as FargateError {
            throw error
        } catch {
            throw .aws(.cancelled)
        }
    }

    /// The same by the names of the template's resources.
    private static func outputs(from resources: [CloudFormationResource]) -> [String: String] {
        let places = [
            "Cluster": "Cluster", "StreamerTask": "TaskDefinition", "StreamerGroup": "SecurityGroup",
            "SubnetA": "Subnets", "SubnetB": "Subnets",
        ]
        var outputs: [String: String] = [:]
        for resource in resources {
            guard let place = places[resource.logicalID], let id = resource.physicalID else { continue }
            outputs[place] = outputs[place].map { "\($0),\(id)" } ?? id
        }
        return outputs
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init).filter { !$0.isEmpty }
    }
}
