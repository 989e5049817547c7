import LabModel
import LabTesting
import Machine
import Relaying
import Synchronization
import Testing

/// Real sockets on the loopback.
@Suite(.realTime, .timeLimit(.minutes(60))) struct DatagramRelayTests {
    /// Answers every datagram with itself, from a thread of its own.
    private final class Echo: Sendable {
        let socket: UDPSocket
        private let got = Mutex(0)

        init(port: Int = 0) throws {
            let socket = try UDPSocket.bound(host: "127.0.0.1", port: port)
            self.socket = socket
            socket.enlargeReceiveBuffer(to: 4 << 20)
            _ = WorkerThread(name: "echo") { [weak self] in
                socket.serve(limit: 65_536) { bytes in
                    self?.got.withLock { $0 += 1 }
                    return bytes
                }
            }
        }

        var count: Int {
            got.withLock { $0 }
        }

        deinit {
            socket.close()
        }
    }

    private static func relay(
        _ link: Link,
        to port: Int,
        _ change: (inout DatagramRelaySettings) -> Void = { _ in }
    ) throws -> DatagramRelay {
        var settings = DatagramRelaySettings(link: link)
        settings.logged = 100_000
        change(&settings)
        return try DatagramRelay.start(to: "127.0.0.1", port: port, settings: settings, clock: SystemClock())
    }

    private static func client(of relay: DatagramRelay) throws -> UDPSocket {
        let socket = try UDPSocket.connected(host: "127.0.0.1", port: relay.port)
        socket.enlargeReceiveBuffer(to: 4 << 20)
        socket.limitWaits(to: .untilItHangs)
        return socket
    }

    private static func number(_ value: Int) -> [UInt8] {
        [UInt8(value >> 8), UInt8(value & 255)] + [UInt8](repeating: 7, count: 1_314)
    }

    private static func receive(_ count: Int, from socket: UDPSocket) throws -> [Int] {
        var buffer = [UInt8](repeating: 0, count: 2_000)
        return try (0..<count).map { _ in
            let size = try #require(try socket.receive(into: &buffer))
            #expect(size == 1_316)
            return Int(buffer[0]) << 8 | Int(buffer[1])
        }
    }

    /// Blocks until something holds; where it never does, what is expected of it then says so.
    private static func wait(until holds: () -> Bool) {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while !holds(), clock.monotonicNow() < deadline {
            clock.blockUntil(clock.monotonicNow() + .milliseconds(5))
        }
    }

    @Test func datagramsComeBackInOrderAfterTwiceTheDelay() throws {
        let echo = try Echo()
        let relay = try Self.relay(
            Link(delay: .milliseconds(40), jitter: .milliseconds(5), seed: 1),
            to: echo.socket.port
        )
        defer { relay.stop() }
        let client = try Self.client(of: relay)
        let start = SystemClock().monotonicNow()
        for index in 0..<100 {
            try client.send(Self.number(index))
        }
        #expect(try Self.receive(100, from: client) == Array(0..<100))
        #expect(SystemClock().monotonicNow() - start >= .milliseconds(60))
        // What is sent on is noted a moment later.
        Self.wait { relay.log.count == 200 }
        let log = relay.log
        #expect(log.count == 200 && log.allSatisfy { $0.releasedAt >= $0.dueAt && $0.bytes == 1_316 })
        // What was planned is the delay with its jitter, whatever the machine did.
        #expect(log.allSatisfy { $0.dueAt - $0.readAt >= .milliseconds(25) })
        #expect(log.filter(\.isQuestion).count == 100)
        #expect(relay.questionTally.packets == 100 && relay.questionTally.overrun == 0)
    }

    @Test func lossIsWhatWasAskedForAndNothingElseIsLost() throws {
        let echo = try Echo()
        let loss = 0.1
        let relay = try Self.relay(Link(loss: loss, seed: 5), to: echo.socket.port)
        defer { relay.stop() }
        let client = try Self.client(of: relay)
        client.limitWaits(to: .milliseconds(50))
        let count = 2_000
        var pace = SystemClock().monotonicNow()
        for index in 0..<count {
            try client.send(Self.number(index))
            if index.isMultiple(of: 50) {
                // Whoever comes late does not hurry afterwards: that would be more than the buffers hold.
                pace = max(pace, SystemClock().monotonicNow()) + .milliseconds(5)
                SystemClock().blockUntil(pace)
            }
        }
        // Everything has gone through once the last that is not lost has come back; then the counts stand still.
        let up = relay.questionTally
        var got = 0
        var buffer = [UInt8](repeating: 0, count: 2_000)
        let deadline = SystemClock().monotonicNow() + .untilItHangs
        while relay.questionTally.packets < count || relay.answerTally.packets < count - relay.questionTally.lost
            || got < relay.answerTally.packets - relay.answerTally.lost
        {
            guard SystemClock().monotonicNow() < deadline else { break }
            if try client.receive(into: &buffer) != nil {
                got += 1
            }
        }
        let (questions, answers) = (relay.questionTally, relay.answerTally)
        #expect(up.packets <= count && questions.packets == count)
        #expect(questions.overrun == 0 && answers.overrun == 0 && questions.dropped == 0)
        #expect(echo.count == count - questions.lost && got == echo.count - answers.lost)
        // Four standard deviations of the binomial distribution.
        for tally in [questions, answers] {
            let expected = Double(tally.packets) * loss
            #expect(abs(Double(tally.lost) - expected) < 4 * (expected * (1 - loss)).squareRoot())
        }
    }

    @Test func peersDoNotMix() throws {
        let echo = try Echo()
        let relay = try Self.relay(Link(delay: .milliseconds(5), seed: 1), to: echo.socket.port)
        defer { relay.stop() }
        let clients = try (0..<20).map { _ in try Self.client(of: relay) }
        for (index, client) in clients.enumerated() {
            try client.send(Self.number(index))
            try client.send(Self.number(1_000 + index))
        }
        for (index, client) in clients.enumerated() {
            #expect(try Self.receive(2, from: client) == [index, 1_000 + index])
        }
        #expect(relay.accepted == 20 && relay.peers == 20 && relay.strangers == 0)
    }

    @Test func moreThanAllPeersFindNoRoom() throws {
        let echo = try Echo()
        let relay = try Self.relay(Link(seed: 1), to: echo.socket.port) { $0.peers = 1 }
        defer { relay.stop() }
        let (first, second) = (try Self.client(of: relay), try Self.client(of: relay))
        try first.send(Self.number(1))
        #expect(try Self.receive(1, from: first) == [1])
        try second.send(Self.number(2))
        // The first peer's next answer comes behind the stranger's datagram.
        try first.send(Self.number(3))
        #expect(try Self.receive(1, from: first) == [3])
        #expect(relay.accepted == 1 && relay.strangers == 1)
    }

    @Test func aTargetThatComesLateIsReachedAllTheSame() throws {
        let port = try LoopbackPort.freeUDP()
        let relay = try Self.relay(Link(seed: 1), to: port)
        defer { relay.stop() }
        let client = try Self.client(of: relay)
        // The relay hears of a refusal when it has time, and that may be after the target has come.
        var sent = 0
        Self.wait {
            try? client.send(Self.number(sent))
            sent += 1
            return relay.refusals > 0
        }
        let echo = try Echo(port: port)
        client.limitWaits(to: .milliseconds(50))
        var buffer = [UInt8](repeating: 0, count: 2_000)
        while try client.receive(into: &buffer) == nil {
            try client.send(Self.number(sent))
            sent += 1
        }
        #expect(echo.count > 0 && relay.refusals > 0)
    }

    @Test func aRateIsKeptByDroppingWhatTheQueueCannotHold() throws {
        let echo = try Echo()
        // 1,344 bytes with headers at 1,075,200 bit/s: 10 ms each, and 100 ms of queue hold ten.
        var link = Link(rate: DataRate(bitsPerSecond: 1_075_200), seed: 1)
        link.queue = .milliseconds(100)
        let relay = try Self.relay(link, to: echo.socket.port)
        defer { relay.stop() }
        let client = try Self.client(of: relay)
        for index in 0..<60 {
            try client.send(Self.number(index))
        }
        let got = try Self.receive(10, from: client)
        #expect(got == Array(0..<10))
        Self.wait { relay.questionTally.packets == 60 }
        let questions = relay.questionTally
        #expect(questions.packets == 60 && questions.dropped >= 30 && questions.lost == 0)
        #expect(questions.longestQueue <= .milliseconds(110))
        let planned = relay.log.filter(\.isQuestion).map(\.dueAt)
        #expect(zip(planned, planned.dropFirst()).allSatisfy { $1 - $0 >= .milliseconds(10) })
    }

    @Test func stoppingEndsWhatIsHeld() throws {
        let echo = try Echo()
        let relay = try Self.relay(Link(delay: .seconds(10), seed: 1), to: echo.socket.port)
        let client = try Self.client(of: relay)
        try client.send(Self.number(1))
        relay.stop()
        relay.stop()
        #expect(echo.count == 0 && relay.log.isEmpty)
    }

    @Test func linksHaveLimits() throws {
        let link = Link(loss: 0.6)
        #expect(throws: RelayError.wrongLink("\(link)", .outOfRange(.loss))) { try Self.relay(link, to: 1) }
        let taken = try UDPSocket.bound(host: "127.0.0.1", port: 0)
        #expect(throws: RelayError.self) { try Self.relay(Link(seed: 1), to: 1) { $0.port = taken.port } }
    }
}
