import AsyncHTTPClient
import LabModel
import NIOCore
import Synchronization

/// One HTTP client for each address of each host: connections go to the address that was checked, whatever the name leads
/// to by then, and certificates are still judged by the name.
final class HostPool: Sendable {
    private struct Key: Hashable {
        var host: String
        var address: IPAddress
    }

    private struct State {
        var clients: [Key: HTTPClient] = [:]
        var isClosed = false
    }

    /// The most pairs of host and address.
    static let maximumHosts = 16

    private let state = Mutex(State())
    private let group: any EventLoopGroup
    private let connectTime: Latency

    init(group: any EventLoopGroup, connectTime: Latency) {
        self.group = group
        self.connectTime = connectTime
    }

    /// The client whose connections to `host` go to `address`.
    func client(of host: String, at address: IPAddress) throws(WebError) -> HTTPClient {
        let found = state.withLock { state -> Result<HTTPClient, WebError> in
            guard !state.isClosed else { return .failure(.cancelled) }
            let key = Key(host: host, address: address)
            if let client = state.clients[key] { return .success(client) }
            guard state.clients.count < Self.maximumHosts else {
                return .failure(.tooManyHosts(limit: Self.maximumHosts))
            }
            let client = make(host: host, address: address)
            state.clients[key] = client
            return .success(client)
        }
        return try found.get()
    }

    /// Closes all connections, and tells when that is done.
    func close(_ done: @escaping @Sendable () -> Void) {
        let clients = state.withLock { state in
            state.isClosed = true
            defer { state.clients = [:] }
            return Array(state.clients.values)
        }
        guard !clients.isEmpty else { return done() }
        let rest = Countdown(clients.count, done)
        for client in clients {
            // What a connection says on its way out is of no use to anybody.
            client.shutdown { _ in rest.step() }
        }
    }

    private func make(host: String, address: IPAddress) -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // Addresses of version 6 are looked up as they stand in a URL.
        configuration.dnsOverride = [host: address.description, "[\(host)]": address.description]
        configuration.timeout.connect = .nanoseconds(connectTime.nanoseconds)
        configuration.connectionPool.retryConnectionEstablishment = false
        let check = Self.check(host: host, address: address)
        configuration.http1_1ConnectionDebugInitializer = check
        configuration.http2ConnectionDebugInitializer = check
        return HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }
}

extension HostPool {
    /// Looks whether a connection stands to the address that was judged, before anything is asked over it.
    private static func check(
        host: String,
        address: IPAddress
    ) -> @Sendable (any Channel) -> EventLoopFuture<Void> {
        { channel in
            let text = channel.remoteAddress?.ipAddress ?? ""
            guard IPAddress(text) != address else { return channel.eventLoop.makeSucceededVoidFuture() }
            return channel.eventLoop.makeFailedFuture(WebError.notAllowed(address: host, host: host, reached: text))
        }
    }
}

/// Calls once after so many steps.
private final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let done: @Sendable () -> Void

    init(_ count: Int, _ done: @escaping @Sendable () -> Void) {
        left = Mutex(count)
        self.done = done
    }

    func step() {
        let isLast = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast {
            done()
        }
    }
}
