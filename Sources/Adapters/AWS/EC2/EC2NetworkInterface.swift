/// A network interface of a VPC.
public struct EC2NetworkInterface: Hashable, Sendable {
    /// Its name, such as `eni-0a1b2c`.
    public var id: String
    /// Its state in EC2's words, such as `in-use`.
    public var status: String
    /// Its address in its subnet; nil where it has none.
    public var privateAddress: String?
    /// Its address for the world; nil where it has none.
    public var publicAddress: String?
    /// Its subnet.
    public var subnet: String
    /// Its VPC.
    public var vpc: String
    /// Its security groups' ids.
    public var securityGroups: [String]

    /// Makes an interface of a subnet, of which nothing else is known.
    public init(id: String, subnet: String, privateAddress: String?, publicAddress: String?) {
        self.id = id
        self.subnet = subnet
        self.privateAddress = privateAddress
        self.publicAddress = publicAddress
        status = "in-use"
        vpc = ""
        securityGroups = []
    }
}
