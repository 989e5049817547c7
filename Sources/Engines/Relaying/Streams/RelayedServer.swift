internal import LabModel
internal import Machine

/// A server behind a relay.
struct RelayedServer: Hashable, Sendable {
    /// Names or numbers, in the order in which they are tried.
    var hosts: [String]
    var port: Int

    /// Connects to the first host that takes a connection.
    ///
    /// - Parameters:
    ///   - limit: how long all of it may take.
    ///   - clock: what that is measured by.
    /// - Returns: nil where none does.
    func connect(within limit: Latency, clock: any LabClock) -> TCPConnection? {
        let end = clock.monotonicNow() + limit
        for host in hosts {
            let rest = end - clock.monotonicNow()
            guard rest > .zero else { return nil }
            if let connection = try? TCPConnection.connect(host: host, port: port, limit: rest) {
                return connection
            }
        }
        return nil
    }
}
