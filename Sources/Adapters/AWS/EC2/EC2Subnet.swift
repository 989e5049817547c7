/// A subnet of a VPC.
public struct EC2Subnet: Hashable, Sendable {
    /// Its name, such as `subnet-0a1b2c`.
    public var id: String
    /// Its VPC.
    public var vpc: String
    /// How many addresses are free; nil where EC2 does not say.
    public var freeAddresses: Int?
}
