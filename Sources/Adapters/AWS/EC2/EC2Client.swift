/// Networks of EC2.
public struct EC2Client: Sendable {
    let caller: QueryCaller

    /// Makes a client of a session.
    public init(_ session: AWSSession) {
        caller = QueryCaller(session: session, version: "2016-11-15")
    }

    /// Network interfaces.
    /// - Parameter ids: their ids, at least one and at most 100.
    /// - Returns: the interfaces, in EC2's order.
    /// - Throws: ``AWSError``; an id that EC2 does not know is refused.
    public func describeNetworkInterfaces(_ ids: [String]) async throws(AWSError) -> [EC2NetworkInterface] {
        let answer = try await ask(.describeNetworkInterfaces, "NetworkInterfaceId", ids)
        return answer["networkInterfaceSet"].items("item").map(EC2NetworkInterface.init)
    }

    /// Subnets.
    /// - Parameter ids: their ids, at least one and at most 100.
    /// - Returns: the subnets, in EC2's order.
    /// - Throws: ``AWSError``; an id that EC2 does not know is refused.
    public func describeSubnets(_ ids: [String]) async throws(AWSError) -> [EC2Subnet] {
        let answer = try await ask(.describeSubnets, "SubnetId", ids)
        return answer["subnetSet"].items("item").map(EC2Subnet.init)
    }

    /// Security groups.
    /// - Parameter ids: their ids, at least one and at most 100.
    /// - Returns: the groups, in EC2's order.
    /// - Throws: ``AWSError``; an id that EC2 does not know is refused.
    public func describeSecurityGroups(_ ids: [String]) async throws(AWSError) -> [EC2SecurityGroup] {
        let answer = try await ask(.describeSecurityGroups, "GroupId", ids)
        return answer["securityGroupInfo"].items("item").map(EC2SecurityGroup.init)
    }

    private func ask(_ operation: AWSOperation, _ name: String, _ ids: [String]) async throws(AWSError) -> XMLElement {
        guard (1...100).contains(ids.count) else {
            throw .badArgument(operation: operation, reason: "\(ids.count) ids; from 1 to 100 are taken")
        }
        return try await caller.call(operation, ids.enumerated().map { ("\(name).\($0 + 1)", $1) })
    }
}

extension EC2NetworkInterface {
    init(_ item: XMLElement) {
        id = item["networkInterfaceId"].text
        status = item["status"].text
        privateAddress = item["privateIpAddress"].nonEmptyText
        publicAddress = item["association"]["publicIp"].nonEmptyText
        subnet = item["subnetId"].text
        vpc = item["vpcId"].text
        securityGroups = item["groupSet"].items("item").map { $0["groupId"].text }
    }
}

extension EC2Subnet {
    init(_ item: XMLElement) {
        id = item["subnetId"].text
        vpc = item["vpcId"].text
        freeAddresses = Int(item["availableIpAddressCount"].text)
    }
}

extension EC2SecurityGroup {
    init(_ item: XMLElement) {
        id = item["groupId"].text
        vpc = item["vpcId"].nonEmptyText
        rules = item["ipPermissions"].items("item").map(Rule.init)
    }
}

extension EC2SecurityGroup.Rule {
    init(_ item: XMLElement) {
        ipProtocol = item["ipProtocol"].text
        if let from = Int(item["fromPort"].text), let to = Int(item["toPort"].text), 0 <= from, from <= to {
            ports = from...to
        } else {
            ports = nil
        }
    }
}
