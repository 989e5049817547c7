/// Why no task would run in a chosen network, or none would be reached there, found before anything is started.
public enum NetworkFault: Hashable, Sendable {
    /// Subnets and security groups that are not of one network; each with the VPC that it is of.
    case several(networks: [String: String])
    /// None of the subnets has an address left.
    case full(subnets: [String])
    /// None of the security groups lets anything in at the streamer's port, over TCP.
    case closed(groups: [String], port: Int)

    var what: String {
        switch self {
        case .several(let networks):
            "subnets and security groups have to be of one network: "
                + networks.sorted { $0.key < $1.key }.map { "\($0.key) is of \($0.value)" }.joined(separator: ", ")
        case .full(let subnets): "no address is left in \(subnets.joined(separator: ", "))"
        case .closed(let groups, let port): "\(groups.joined(separator: ", ")) lets nothing in at TCP port \(port)"
        }
    }

    var remedy: String {
        switch self {
        case .several: "Use --subnets and --security-groups of one VPC"
        case .full: "Use --subnets with others, or stop what runs there"
        case .closed: "Allow the port there for this machine's address, or use --security-groups with another one"
        }
    }
}
