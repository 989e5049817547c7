import Dispatch
public import LabModel
import NIOCore
import NIOPosix
import Synchronization

/// Fetches over HTTP/1.1 and HTTP/2 with connections that are used again, limits on everything, and the instant at which
/// each piece of a body was read.
///
/// One event loop thread a client. It leads nowhere but where its ``AddressRule`` permits: names are looked up here, and
/// connections go to the addresses that were judged, or to whatever a ``WebDetour`` has put before them.
public final class WebClient: Sendable {
    let clock: any LabClock
    let loop: any EventLoop
    let hosts: HostPool
    private let group: MultiThreadedEventLoopGroup
    private let resolver = NameResolver()
    private let rule: Mutex<AddressRule>
    /// What hosts led to; a lookup for each request would delay each request.
    private let known = Mutex<[WebSite: WebWay]>([:])
    private let detour: WebDetour?
    /// What the user and the password of the first address come to, and who is told.
    private let authorization: (site: WebSite, header: String)?
    private let fetches = Mutex<(isClosed: Bool, running: [ObjectIdentifier: WebFetch])>((false, [:]))

    /// How long an end is waited for; a socket that connects to nobody takes longer.
    private static let endTime = Latency.milliseconds(500)

    /// The most requests at a time.
    public static let maximumFetches = 32

    /// Starts a client.
    /// - Parameters:
    ///   - origin: the address that a person named, whose host may be anywhere; nil for none.
    ///   - detour: what stands before every host that may be reached; nil where connections go straight there.
    ///   - allowed: what else may be reached besides public addresses.
    ///   - connectTime: how long a connection may take.
    ///   - clock: what arrivals are noted by.
    public init(
        origin: String?,
        detour: WebDetour? = nil,
        allowed: [AllowedAddress] = [],
        connectTime: Latency = .seconds(10),
        clock: any LabClock
    ) {
        let first = origin.flatMap { try? WebLocation.parse($0) }
        self.clock = clock
        self.detour = detour
        rule = Mutex(AddressRule(origin: first?.host, allowed: allowed))
        authorization = first.flatMap { first in first.authorization.map { (first.site, $0) } }
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.next()
        hosts = HostPool(group: group, connectTime: connectTime)
    }

    /// Begins to fetch; returns at once.
    /// - Returns: what stops it. It goes on whether or not that is kept.
    @discardableResult
    public func fetch(_ request: WebRequest, to receiver: any WebReceiver) -> WebFetch {
        let fetch = WebFetch(request, to: receiver, client: self)
        let isTaken = fetches.withLock { state in
            guard !state.isClosed, state.running.count < Self.maximumFetches else { return false }
            state.running[ObjectIdentifier(fetch)] = fetch
            return true
        }
        fetch.begin(isTaken: isTaken)
        return fetch
    }

    /// Ends all fetches, which are told so, closes all connections and ends the thread.
    ///
    /// Blocks until then, but not long: a connection that does not stand yet is ended behind. Never called on the client's
    /// own event loop.
    public func shutDown() {
        let running = fetches.withLock { state in
            state.isClosed = true
            return Array(state.running.values)
        }
        for fetch in running {
            fetch.cancel()
        }
        resolver.close()
        let ended = DispatchSemaphore(value: 0)
        loop.execute { [group, hosts] in
            hosts.close {
                // An event loop that does not end has nothing left to do.
                group.shutdownGracefully(queue: DispatchQueue(label: "web-end")) { _ in ended.signal() }
            }
        }
        _ = ended.wait(timeout: .now() + .nanoseconds(Int(Self.endTime.nanoseconds)))
    }

    /// The header by which a person's user and password are told; nil for everybody but the host that they are meant for.
    func authorization(for location: WebLocation) -> String? {
        authorization.flatMap { $0.site == location.site ? $0.header : nil }
    }

    /// Finds how a host may be reached; `done` is called on the event loop.
    func way(
        to location: WebLocation,
        _ done: @escaping @Sendable (Result<WebWay, WebError>) -> Void
    ) {
        if let way = known.withLock({ $0[location.site] }) {
            return done(.success(way))
        }
        resolver.resolve(location.host, on: loop) { [self] found in
            let way = found.flatMap { judge($0, location) }.flatMap { lead($0, location) }
            if let way = try? way.get() {
                known.withLock { known in
                    if known.count < HostPool.maximumHosts {
                        known[location.site] = way
                    }
                }
            }
            done(way)
        }
    }

    /// None of a host's addresses took a connection: it is looked up again the next time.
    func lookAgain(for location: WebLocation) {
        known.withLock { $0[location.site] = nil }
    }

    func forget(_ fetch: WebFetch) {
        fetches.withLock { $0.running[ObjectIdentifier(fetch)] = nil }
    }

    private func judge(_ addresses: [IPAddress], _ location: WebLocation) -> Result<[IPAddress], WebError> {
        let permitted = rule.withLock { $0.permitted(addresses, of: location.host) }
        guard permitted.isEmpty else { return .success(permitted) }
        let reached = addresses.first?.description ?? location.host
        return .failure(.notAllowed(address: location.shown, host: location.host, reached: reached))
    }

    /// The way to addresses that were judged: straight there, or to what stands before them.
    private func lead(_ addresses: [IPAddress], _ location: WebLocation) -> Result<WebWay, WebError> {
        let port = location.site.port
        guard let detour else { return .success(WebWay(addresses: addresses, port: port)) }
        do {
            let stand = try detour.port(addresses.map(\.description), port)
            return .success(WebWay(addresses: [.loopback], port: stand))
        } catch {
            return .failure(.cannotConnect(address: location.shown, reason: "\(error)"))
        }
    }
}
