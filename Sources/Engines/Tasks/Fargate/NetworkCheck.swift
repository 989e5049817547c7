import AWS

/// Looks at the subnets and security groups that somebody chose, before a task is paid for that nobody could reach.
///
/// Those of a stack need no look: they were made for one another. Whether a subnet has a way to the internet is not seen.
struct NetworkCheck {
    let ec2: EC2Client

    /// Looks at them.
    /// - Parameter place: where the task is to run.
    /// - Throws: ``FargateError/network(_:)``; ``FargateError/aws(_:)``, also for what EC2 does not know.
    func check(_ place: FargatePlace) async throws(FargateError) {
        let subnets: [EC2Subnet]
        var groups: [EC2SecurityGroup] = []
        do throws(AWSError) {
            subnets = try await ec2.describeSubnets(place.subnets)
            if !place.securityGroups.isEmpty {
                groups = try await ec2.describeSecurityGroups(place.securityGroups)
            }
        } catch {
            throw .aws(error)
        }
        if let fault = Self.fault(of: subnets, groups, port: place.port) {
            throw .network(fault)
        }
    }

    /// What is wrong with them; nil for nothing.
    ///
    /// Without groups a task gets its VPC's own, of which nothing is known here.
    static func fault(of subnets: [EC2Subnet], _ groups: [EC2SecurityGroup], port: Int) -> NetworkFault? {
        let pairs = subnets.map { ($0.id, $0.vpc) } + groups.compactMap { group in group.vpc.map { (group.id, $0) } }
        let networks = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        if Set(networks.values).count > 1 {
            return .several(networks: networks)
        }
        if !subnets.isEmpty, subnets.allSatisfy({ $0.freeAddresses == 0 }) {
            return .full(subnets: subnets.map(\.id))
        }
        let rules = groups.flatMap(\.rules)
        if !groups.isEmpty, !rules.contains(where: { $0.admits(port: port, of: "tcp") }) {
            return .closed(groups: groups.map(\.id), port: port)
        }
        return nil
    }
}
