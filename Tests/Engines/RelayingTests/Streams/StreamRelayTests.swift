import LabModel
import LabTesting
import Machine
import Relaying
import Synchronization
import Testing

/// Real sockets on the loopback.
@Suite(.realTime, .timeLimit(.minutes(60))) struct StreamRelayTests {
    /// A server that answers every connection alike, on a thread of its own.
    private final class Server: Sendable {
        let listener: TCPListener

        init(_ serve: @escaping @Sendable (TCPConnection) throws -> Void) throws {
            let listener = try TCPListener.open()
            self.listener = listener
            _ = WorkerThread(name: "server") {
                while let connection = listener.accept() {
                    _ = WorkerThread(name: "serve") {
                        try? serve(connection)
                        connection.finishWriting()
                    }
                }
            }
        }

        deinit {
            listener.close()
        }

        func relay(_ settings: RelaySettings) throws -> StreamRelay {
            try StreamRelay.start(to: "127.0.0.1", port: listener.port, settings: settings, clock: SystemClock())
        }
    }

    private static func send(_ bytes: [UInt8], on connection: TCPConnection) throws {
        try bytes.withUnsafeBytes { try connection.write($0) }
    }

    private static func readAll(from connection: TCPConnection) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try connection.read(into: $0) }
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }

    private static func client(of relay: StreamRelay) throws -> TCPConnection {
        try TCPConnection.connect(host: "127.0.0.1", port: relay.port, limit: .seconds(5))
    }

    /// The server's bytes for a question: as many as it says, each depending on its place.
    private static func answer(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8) ^ count) }
    }

    /// Reads its question to the end, then answers with so many bytes.
    private static func echoServer() throws -> Server {
        try Server { connection in
            let question = try readAll(from: connection)
            try send(answer(Int(String(decoding: question, as: UTF8.self)) ?? 0), on: connection)
        }
    }

    private static func ask(_ count: Int, through relay: StreamRelay) throws -> [UInt8] {
        let client = try client(of: relay)
        try send(Array("\(count)".utf8), on: client)
        client.finishWriting()
        return try readAll(from: client)
    }

    @Test func allBytesPassThroughLittleMemoryAndHalfClosedConnections() throws {
        let server = try Self.echoServer()
        var settings = RelaySettings(hold: .zero)
        settings.heldBytes = ByteCount(100_000)
        let relay = try server.relay(settings)
        defer { relay.stop() }
        #expect(try Self.ask(5_000_000, through: relay) == Self.answer(5_000_000))
        #expect(try Self.ask(0, through: relay).isEmpty)
    }

    @Test func nothingComesBeforeItIsDueAndTheLogSaysWhen() throws {
        let hold = Latency.milliseconds(120)
        let sent = Mutex<[WallTime]>([])
        let server = try Server { connection in
            for index in 0..<10 {
                sent.withLock { $0.append(SystemClock().now()) }
                try Self.send([UInt8](repeating: UInt8(index), count: 1_000), on: connection)
                SystemClock().blockUntil(SystemClock().monotonicNow() + .milliseconds(10))
            }
        }
        let relay = try server.relay(RelaySettings(hold: hold))
        defer { relay.stop() }
        let client = try Self.client(of: relay)
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = try buffer.withUnsafeMutableBytes { try client.read(into: $0) }
        let first = SystemClock().now()
        #expect(count == 100)
        #expect(first - (try #require(sent.withLock { $0.first })) >= hold)
        #expect(try Self.readAll(from: client).count == 9_900)
        let reads = relay.log.reads
        #expect(reads.last?.bytes.upperBound == 10_000)
        #expect(reads.allSatisfy { $0.connection == 0 && $0.held >= hold && $0.writtenAt >= $0.releasedAt })
        #expect(reads.map(\.bytes.lowerBound) == [0] + reads.dropLast().map(\.bytes.upperBound))
        #expect(zip(reads, reads.dropFirst()).allSatisfy { $0.readAt <= $1.readAt && $0.writtenAt <= $1.releasedAt })
        #expect(relay.log.units.isEmpty)
    }

    @Test func theEndIsHeldToo() throws {
        let server = try Server { _ in }
        let relay = try server.relay(RelaySettings(hold: .milliseconds(100)))
        defer { relay.stop() }
        let clock = SystemClock()
        let start = clock.monotonicNow()
        #expect(try Self.readAll(from: try Self.client(of: relay)).isEmpty)
        #expect(clock.monotonicNow() - start >= .milliseconds(100))
    }

    @Test func manyConnectionsDoNotMix() async throws {
        let server = try Self.echoServer()
        let relay = try server.relay(RelaySettings(hold: .milliseconds(5)))
        defer { relay.stop() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<30 {
                group.addTask {
                    try await WorkerThread.run(name: "client") {
                        Result { try Self.ask(10_000 + index, through: relay) == Self.answer(10_000 + index) }
                    }.get()
                }
            }
            for try await isRight in group {
                #expect(isRight)
            }
        }
        #expect(relay.accepted == 30)
    }

    @Test func aServerThatIsNotThereLooksLikeOneThatSaysNothing() throws {
        let relay = try StreamRelay.start(
            to: "127.0.0.1",
            port: LoopbackPort.free(),
            settings: RelaySettings(hold: .zero),
            clock: SystemClock()
        )
        defer { relay.stop() }
        #expect(try Self.readAll(from: try Self.client(of: relay)).isEmpty)
    }

    @Test func moreConnectionsThanAllowedAreClosed() throws {
        let server = try Server { connection in
            try Self.send([1], on: connection)
            _ = try Self.readAll(from: connection)
        }
        var settings = RelaySettings(hold: .zero)
        settings.connections = 1
        let relay = try server.relay(settings)
        defer { relay.stop() }
        let first = try Self.client(of: relay)
        var byte: [UInt8] = [0]
        #expect(try byte.withUnsafeMutableBytes { try first.read(into: $0) } == 1)
        // Closed, by an end or by a reset: in any case nothing comes.
        #expect((try? Self.readAll(from: Self.client(of: relay))) ?? [] == [])
        #expect(relay.accepted == 1)
    }

    @Test func aRateIsKeptAndItsSenderWaits() throws {
        let server = try Self.echoServer()
        var link = Link(rate: DataRate(bitsPerSecond: 8_000_000), seed: 1)
        link.queue = .milliseconds(50)
        var settings = RelaySettings(link: link)
        settings.logged = 10_000
        let relay = try server.relay(settings)
        defer { relay.stop() }
        let count = 600_000
        #expect(try Self.ask(count, through: relay) == Self.answer(count))
        // By the relay's own plan: a machine that is slow reads later, and then the link has less to do, never more.
        let reads = relay.log.reads
        let first = try #require(reads.first?.readAt)
        let last = try #require(reads.last?.dueAt)
        let full = Double(count) * 1_500 / 1_448 * 8 / 8_000_000
        #expect((last - first).seconds > full * 0.97)
        #expect(relay.answers.longestQueue > .milliseconds(20) && relay.answers.longestQueue < .milliseconds(70))
        #expect(zip(reads, reads.dropFirst()).allSatisfy { $0.dueAt <= $1.dueAt && $0.releasedAt >= $0.dueAt })
    }

    @Test func aBadLinkLosesNoByteOfAStream() throws {
        let server = try Self.echoServer()
        let link = Link(delay: .milliseconds(4), jitter: .milliseconds(1), loss: 0.05, seed: 2)
        let relay = try server.relay(RelaySettings(link: link))
        defer { relay.stop() }
        #expect(try Self.ask(200_000, through: relay) == Self.answer(200_000))
        #expect(relay.answers.lost > 0 && relay.answers.repeated >= relay.answers.lost)
        #expect(relay.answers.bytes == ByteCount(200_000) && relay.log.reads.isEmpty)
    }

    @Test func stoppingEndsWhatIsHeld() throws {
        let server = try Server { connection in
            try Self.send([1, 2, 3], on: connection)
            _ = try Self.readAll(from: connection)
        }
        let relay = try server.relay(RelaySettings(hold: RelaySettings.longestHold))
        let client = try Self.client(of: relay)
        let reader = WorkerThread(name: "client") {
            #expect((try? Self.readAll(from: client)) ?? [] == [])
        }
        relay.stop()
        reader.join()
        #expect(relay.log.reads.isEmpty)
        #expect(throws: (any Error).self) { try Self.client(of: relay) }
        relay.stop()
    }

    @Test(arguments: [Latency.milliseconds(-1), .seconds(10.1)]) func holdsHaveLimits(hold: Latency) {
        let fault = RelayError.wrongLink("\(Link(delay: hold))", .outOfRange(.delay))
        #expect(throws: fault) {
            try StreamRelay.start(to: "127.0.0.1", port: 1, settings: RelaySettings(hold: hold), clock: SystemClock())
        }
    }
}
