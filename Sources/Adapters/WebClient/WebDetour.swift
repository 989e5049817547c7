/// What stands before the hosts that a client connects to, such as a bad network on purpose.
///
/// Whoever is asked is named as ever, in the request and in what its certificate must say: only where the connection goes
/// is another matter.
public struct WebDetour: Sendable {
    let port: @Sendable (_ addresses: [String], _ port: Int) throws -> Int

    /// Makes a detour.
    ///
    /// - Parameter port: the port of 127.0.0.1 that leads to a port of a host. Of the host's addresses, as numbers, the first
    ///   that takes a connection is to be taken. Called on the client's event loop, once for each scheme, host and port, and
    ///   again where connecting failed.
    public init(port: @escaping @Sendable (_ addresses: [String], _ port: Int) throws -> Int) {
        self.port = port
    }
}

/// How a host is reached.
struct WebWay: Hashable, Sendable {
    /// In the order in which they are tried.
    var addresses: [IPAddress]
    var port: Int
}
