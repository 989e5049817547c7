internal import Estimation
internal import LabModel
internal import Machine
internal import Relaying

/// How much later than planned a link passes things on, by the relays' own logs: datagrams and reads of a TCP stream, some
/// as often as a live stream's.
struct LinkPrecisionBenchmark: Benchmark {
    let name = "link_precision"
    /// How many datagrams and reads.
    var count = 1_000
    let about = "how much later than planned a link passes datagrams and TCP reads on"

    private static let link = Link(delay: .milliseconds(20), jitter: .milliseconds(3), seed: 1)
    private static let spacing = Latency.milliseconds(4)
    private static let size = 1_316
    private static let reads = 100_000

    func measure() throws -> [Figure] {
        try figures("udp", late: datagrams()) + figures("tcp", late: stream())
    }

    private func figures(_ transport: String, late: [Latency]) -> [Figure] {
        let late = Distribution(of: late.map(\.milliseconds))
        return [("late_p50", late.p50), ("late_p99", late.p99)].compactMap { figure, value in
            value.map { Figure(name: "\(name).\(transport).\(figure)", value: $0, unit: "ms") }
        }
    }

    private func datagrams() throws -> [Latency] {
        let target = try UDPSocket.bound(host: "127.0.0.1", port: 0)
        target.enlargeReceiveBuffer(to: 8 << 20)
        var settings = DatagramRelaySettings(link: Self.link)
        settings.logged = Self.reads
        let clock = SystemClock()
        let relay = try DatagramRelay.start(to: "127.0.0.1", port: target.port, settings: settings, clock: clock)
        defer { relay.stop() }
        let client = try UDPSocket.connected(host: "127.0.0.1", port: relay.port)
        try paced { try client.send($0) }
        return relay.log.map { $0.releasedAt - $0.dueAt }
    }

    private func stream() throws -> [Latency] {
        let listener = try TCPListener.open()
        defer { listener.close() }
        _ = WorkerThread(name: "bench-server") {
            guard let connection = listener.accept() else { return }
            try? paced { bytes in try bytes.withUnsafeBytes { try connection.write($0) } }
            connection.finishWriting()
        }
        var settings = RelaySettings(link: Self.link)
        settings.logged = Self.reads
        let relay = try StreamRelay.start(
            to: "127.0.0.1",
            port: listener.port,
            settings: settings,
            clock: SystemClock()
        )
        defer { relay.stop() }
        let client = try TCPConnection.connect(host: "127.0.0.1", port: relay.port, limit: .seconds(5))
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while try buffer.withUnsafeMutableBytes({ try client.read(into: $0) }) > 0 {}
        return relay.log.reads.map { $0.releasedAt - $0.dueAt }
    }

    /// Sends what there is to send, some at a time, and waits until it has gone through.
    private func paced(_ send: ([UInt8]) throws -> Void) throws {
        let clock = SystemClock()
        let bytes = [UInt8](repeating: 7, count: Self.size)
        var next = clock.monotonicNow()
        for _ in 0..<count {
            try send(bytes)
            next = next + Self.spacing
            clock.blockUntil(next)
        }
        clock.blockUntil(next + Self.link.delay + Self.link.delay)
    }
}
