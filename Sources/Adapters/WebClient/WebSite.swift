/// Who answers an address: a scheme, a host and a port.
struct WebSite: Hashable, Sendable {
    /// `http` or `https`.
    var scheme: String
    /// In lower case, without brackets.
    var host: String
    var port: Int
}
