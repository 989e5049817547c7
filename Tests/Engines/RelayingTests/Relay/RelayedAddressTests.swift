import LabModel
import LabTesting
import Machine
import Relaying
import Testing

/// Real sockets on the loopback.
@Suite(.timeLimit(.minutes(60))) struct RelayedAddressTests {
    private static let link = Link(delay: .milliseconds(20), seed: 3)

    private static func open(_ address: String, for use: RelayedAddress.Use) throws -> RelayedAddress {
        try RelayedAddress.open(address, over: link, for: use, clock: SystemClock())
    }

    private static func port(of url: String) throws -> Int {
        let place = try #require(url.split(separator: "/").dropFirst().first)
        return try #require(place.split(separator: "?")[0].split(separator: ":").last.flatMap { Int($0) })
    }

    private static func exchange(_ text: String, on connection: TCPConnection) throws -> String {
        try Array(text.utf8).withUnsafeBytes { try connection.write($0) }
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = try buffer.withUnsafeMutableBytes { try connection.read(into: $0) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    @Test func aConnectionTakesItsHandshakeAndARoundTrip() throws {
        let listener = try TCPListener.open()
        defer { listener.close() }
        _ = WorkerThread(name: "server") {
            while let connection = listener.accept() {
                #expect((try? Self.exchange("answer", on: connection)) == "question")
                connection.finishWriting()
            }
        }
        let relayed = try Self.open("rtmp://127.0.0.1:\(listener.port)/app/key", for: .pushing)
        #expect(relayed.url == "rtmp://127.0.0.1:\(try Self.port(of: relayed.url))/app/key")
        let start = SystemClock().monotonicNow()
        let client = try TCPConnection.connect(
            host: "127.0.0.1",
            port: try Self.port(of: relayed.url),
            limit: .seconds(5)
        )
        // The server speaks first: a round trip, the client's last word of the handshake, and the answer's way.
        #expect(try Self.exchange("question", on: client) == "answer")
        #expect(SystemClock().monotonicNow() - start >= .milliseconds(80))
        var byte: [UInt8] = [0]
        #expect(try byte.withUnsafeMutableBytes { try client.read(into: $0) } == 0)
        let report = relayed.close()
        #expect(report.up.bytes == ByteCount(8) && report.down.bytes == ByteCount(6))
        #expect(report.users == 1 && report.unanswered == 0 && report.isPush && !report.isDatagrams)
        #expect(relayed.close() == report)
        #expect(throws: (any Error).self) {
            try TCPConnection.connect(host: "127.0.0.1", port: try Self.port(of: relayed.url), limit: .seconds(1))
        }
    }

    @Test func aServerThatIsNotThereIsToldOf() throws {
        let port = try LoopbackPort.free()
        let relayed = try Self.open("http://127.0.0.1:\(port)/live.ts", for: .playing)
        let client = try TCPConnection.connect(
            host: "127.0.0.1",
            port: try Self.port(of: relayed.url),
            limit: .seconds(5)
        )
        #expect(try Self.exchange("GET", on: client) == "")
        let report = relayed.close()
        #expect(report.unanswered == 1 && !report.isPush)
    }

    @Test func datagramsAreSentThrough() throws {
        let target = try UDPSocket.bound(host: "127.0.0.1", port: 0)
        let relayed = try Self.open("srt://127.0.0.1:\(target.port)?latency=100", for: .pushing)
        #expect(relayed.url.hasSuffix("?latency=100"))
        let client = try UDPSocket.connected(host: "127.0.0.1", port: try Self.port(of: relayed.url))
        try client.send([1, 2, 3])
        var buffer = [UInt8](repeating: 0, count: 10)
        #expect(try target.receive(into: &buffer) == 3)
        let report = relayed.close()
        #expect(report.up.bytes == ByteCount(3) && report.users == 1 && report.isDatagrams)
    }

    @Test func whoeverListensMovesAndTheRelayTakesItsPlace() throws {
        let port = try LoopbackPort.freeUDP()
        let relayed = try Self.open("udp://127.0.0.1:\(port)?fifo_size=1", for: .playing)
        let moved = try Self.port(of: relayed.url)
        #expect(moved != port && relayed.url == "udp://127.0.0.1:\(moved)?fifo_size=1")
        let receiver = try UDPSocket.bound(host: "127.0.0.1", port: moved)
        try UDPSocket.connected(host: "127.0.0.1", port: port).send([1, 2])
        var buffer = [UInt8](repeating: 0, count: 10)
        #expect(try receiver.receive(into: &buffer) == 2)
        relayed.close()
        #expect(throws: RelayError.self) { try Self.open("udp://127.0.0.1:\(moved)", for: .playing) }
    }

    @Test func addressesWithoutARelayAreRefused() {
        #expect(throws: RelayError.cannotRelay(address: "https://host", .encryptedStream)) {
            try Self.open("https://host/x?key=secret", for: .playing)
        }
        #expect(throws: RelayError.cannotRelay(address: "rtmps://host", .encrypted)) {
            try Self.open("rtmps://host/x/secret", for: .playing)
        }
    }

    @Test func everyServerThatAStreamLeadsToHasAPortOfTheSameLink() throws {
        let listeners = try [TCPListener.open(), TCPListener.open()]
        let servers = listeners.map { listener in
            WorkerThread(name: "server") {
                while let connection = listener.accept() {
                    #expect((try? Self.exchange("answer", on: connection)) == "question")
                    connection.finishWriting()
                }
            }
        }
        defer {
            listeners.forEach { $0.close() }
            servers.forEach { $0.join() }
        }
        let relayed = try Self.open("https://host/live.m3u8", for: .fetching)
        // The first address of the second server is nobody's.
        let hosts = [["127.0.0.1"], ["192.0.2.1.invalid", "127.0.0.1"]]
        let ports = try zip(hosts, listeners).map { try relayed.port(to: $0, port: $1.port) }
        #expect(Set(ports).count == 2 && !ports.contains(listeners[0].port))
        #expect(try relayed.port(to: hosts[0], port: listeners[0].port) == ports[0])
        for port in ports {
            let client = try TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(5))
            #expect(try Self.exchange("question", on: client) == "answer")
        }
        let report = relayed.close()
        #expect(report.users == 2 && report.up.bytes == ByteCount(16) && report.down.bytes == ByteCount(12))
        #expect(throws: RelayError.stopped) { try relayed.port(to: ["127.0.0.1"], port: 9) }
    }

    @Test func serversAreLimited() throws {
        let relayed = try Self.open("http://host/live.m3u8", for: .fetching)
        defer { relayed.close() }
        for port in 1..<StreamRelay.maximumServers {
            _ = try relayed.port(to: ["127.0.0.1"], port: port)
        }
        let error = RelayError.tooManyServers(limit: StreamRelay.maximumServers)
        #expect(throws: error) { try relayed.port(to: ["127.0.0.1"], port: 1_000) }
        // One that is known already still leads there.
        _ = try relayed.port(to: ["127.0.0.1"], port: 1)
    }
}
