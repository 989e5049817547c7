public import LabModel
internal import Machine
internal import Synchronization

/// An address with a link before it: who uses ``url`` instead of the address goes through the lab's relay.
///
/// Supported are `http`, `rtmp`, `rtsp` over TCP, `srt` and `udp`; others are refused with a remedy. Bytes are not
/// rewritten, so a server of many names sees this machine's address where it looks for its own: see docs/protocols.md.
/// Who makes its own connections asks for the way to each server instead, ``port(to:port:)``, and names it as it likes.
public final class RelayedAddress: Sendable {
    /// What the address is used for.
    public enum Use: Hashable, Sendable {
        /// A stream is played from there, by ``RelayedAddress/url``.
        case playing
        /// A stream is played from there, and from wherever it leads, by ``RelayedAddress/port(to:port:)``; `https` too.
        case fetching
        /// A stream is sent there.
        case pushing
    }

    private enum Relay: Sendable {
        case streams(StreamRelay)
        case datagrams(DatagramRelay)
    }

    /// The address to use instead; it holds the same secrets as the address itself.
    public let url: String

    private let relay: Relay
    private let link: Link
    private let use: Use
    private let isStopped = Mutex(false)

    private init(url: String, relay: Relay, link: Link, use: Use) {
        self.url = url
        self.relay = relay
        self.link = link
        self.use = use
    }

    deinit {
        close()
    }

    /// Puts a link before an address.
    ///
    /// - Parameters:
    ///   - address: what is played from or sent to.
    ///   - link: what the relay does, in both directions.
    ///   - use: which of both.
    ///   - clock: the machine's clock.
    /// - Returns: the address to use instead; it works until ``close()`` or its end.
    /// - Throws: ``RelayError``.
    public static func open(
        _ address: String,
        over link: Link,
        for use: Use,
        clock: any LabClock
    ) throws(RelayError) -> RelayedAddress {
        let route = try RelayRoute(address, for: use)
        switch route.transport {
        case .tcp:
            let relay = try StreamRelay.start(
                to: route.host,
                port: route.port,
                settings: RelaySettings(link: link),
                clock: clock
            )
            return RelayedAddress(url: route.url(port: relay.port), relay: .streams(relay), link: link, use: use)
        case .udp:
            var settings = DatagramRelaySettings(link: link)
            var target = (host: route.host, port: route.port)
            if route.isListening {
                // Others send to the address: the relay takes its place, and its user moves.
                settings.host = route.host.isEmpty ? "0.0.0.0" : route.host
                settings.port = route.port
                target = ("127.0.0.1", try freePort())
            }
            let relay = try DatagramRelay.start(to: target.host, port: target.port, settings: settings, clock: clock)
            let port = route.isListening ? target.port : relay.port
            return RelayedAddress(url: route.url(port: port), relay: .datagrams(relay), link: link, use: use)
        }
    }

    /// The port of 127.0.0.1 that leads to a server through the same link.
    ///
    /// - Parameters:
    ///   - hosts: the server's addresses, of which the first is taken that a connection can be made to.
    ///   - port: its port.
    /// - Returns: the port to connect to, the same for the same server.
    /// - Throws: ``RelayError``, also where the address itself is one of datagrams.
    public func port(to hosts: [String], port: Int) throws(RelayError) -> Int {
        guard case .streams(let relay) = relay else {
            throw .cannotRelay(address: hosts.first ?? "", .unknownScheme("http"))
        }
        return try relay.add(hosts, port: port)
    }

    /// What went through so far.
    public var report: LinkReport {
        switch relay {
        case .streams(let relay):
            var report = LinkReport(link: link, isPush: use == .pushing, isDatagrams: false)
            (report.up, report.down) = (relay.questions, relay.answers)
            (report.users, report.unanswered) = (relay.accepted, relay.unreachable)
            return report
        case .datagrams(let relay):
            var report = LinkReport(link: link, isPush: use == .pushing, isDatagrams: true)
            (report.up, report.down) = (relay.questionTally, relay.answerTally)
            (report.users, report.unanswered) = (relay.accepted, relay.refusals)
            return report
        }
    }

    /// Ends the relay and everything that goes through it; blocks its thread for some milliseconds.
    ///
    /// Calls after the first do nothing.
    /// - Returns: what went through.
    @discardableResult
    public func close() -> LinkReport {
        let isFirst = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
        if isFirst {
            switch relay {
            case .streams(let relay): relay.stop()
            case .datagrams(let relay): relay.stop()
            }
        }
        return report
    }

    /// A port on which nobody listens now.
    private static func freePort() throws(RelayError) -> Int {
        do throws(SocketError) {
            let socket = try UDPSocket.bound(host: "127.0.0.1", port: 0)
            defer { socket.close() }
            return socket.port
        } catch {
            throw .socket(error)
        }
    }
}
