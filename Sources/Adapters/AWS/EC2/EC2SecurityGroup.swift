/// Who may reach what.
public struct EC2SecurityGroup: Hashable, Sendable {
    /// One thing that may come in.
    public struct Rule: Hashable, Sendable {
        /// `tcp`, `udp`, another name or number, or `-1` for all.
        public var ipProtocol: String
        /// The ports; nil for all of them.
        public var ports: ClosedRange<Int>?

        /// Whether it lets something in at a port.
        /// - Parameters:
        ///   - port: the port.
        ///   - name: `tcp` or `udp`.
        /// - Returns: whether it does, from wherever.
        public func admits(port: Int, of name: String) -> Bool {
            (ipProtocol == "-1" || ipProtocol == name) && (ports?.contains(port) ?? true)
        }
    }

    /// Its name, such as `sg-0a1b2c`.
    public var id: String
    /// Its VPC; nil where EC2 does not say.
    public var vpc: String?
    /// What may come in.
    public var rules: [Rule]
}
