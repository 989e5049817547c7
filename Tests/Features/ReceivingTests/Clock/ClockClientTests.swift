import Foundation
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Receiving

@Suite(.realTime, .timeLimit(.minutes(60))) struct ClockClientTests {
    private static let clock = SystemClock()

    /// A `/clock` of this machine, by a connection that is kept for as many answers as a test says.
    private static func withServer(
        answersPerConnection: Int = .max,
        status: String = "200 OK",
        repeated: String? = nil,
        _ test: (_ client: HTTPClockClient, _ connections: @Sendable () -> Int) throws -> Void
    ) throws {
        let listener = try TCPListener.open()
        let count = Mutex(0)
        let thread = WorkerThread(name: "clock-server") {
            while let connection = listener.accept() {
                count.withLock { $0 += 1 }
                serve(connection, answers: answersPerConnection, status: status, repeated: repeated)
                connection.close()
            }
        }
        let address = try #require(ClockAddress("http://127.0.0.1:\(listener.port)/clock"))
        let client = HTTPClockClient(address, clock: clock, patience: .untilItHangs)
        defer {
            client.cancel()
            listener.close()
            thread.join()
        }
        try test(client) { count.withLock { $0 } }
    }

    private static func serve(_ connection: TCPConnection, answers: Int, status: String, repeated: String?) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        for _ in 0..<answers {
            let read = buffer.withUnsafeMutableBytes { bytes in try? connection.read(into: bytes) }
            guard let count = read, count > 0 else { return }
            let t2 = clock.now()
            let question = String(decoding: buffer[..<count], as: UTF8.self)
            let said = question.split(separator: " ").dropFirst().first?.split(separator: "=").last.map(String.init)
            let asked = repeated ?? said ?? "null"
            let body =
                #"{"boot_id":"b","stream_id":7,"t1":\#(asked),"t2":\#(t2.nanoseconds),"t3":\#(clock.now().nanoseconds)}"#
            let answer = "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            Array(answer.utf8).withUnsafeBytes { bytes in try? connection.write(bytes) }
        }
    }

    @Test func oneConnectionServesManyQuestions() throws {
        try Self.withServer { client, connections in
            for _ in 0..<20 {
                let exchange = try client.ask().exchange
                #expect(exchange.t1 <= exchange.t2 && exchange.t2 <= exchange.t3 && exchange.t3 <= exchange.t4)
                let said = try #require(exchange.answer?.t1)
                #expect(said <= exchange.t1)
            }
            #expect(connections() == 1)
        }
    }

    @Test func aConnectionThatTheServerClosedIsMadeAnew() throws {
        try Self.withServer(answersPerConnection: 2) { client, connections in
            for _ in 0..<6 {
                let answer = try client.ask().exchange.answer
                #expect(answer?.streamID == StreamID(rawValue: 7))
            }
            #expect(connections() == 3)
        }
    }

    @Test func otherStatusesAndNobodyAreFailures() throws {
        try Self.withServer(status: "404 Not Found") { client, _ in
            #expect(throws: ClockFailure(text: "the server answered 404")) { _ = try client.ask() }
        }
        let port = try LoopbackPort.free()
        let address = try #require(ClockAddress("http://127.0.0.1:\(port)/clock"))
        #expect(throws: ClockFailure(text: "cannot connect: Connection refused")) {
            _ = try HTTPClockClient(address, clock: Self.clock, patience: .untilItHangs).ask()
        }
    }

    /// As of a cache in between, and of a server that does not repeat what was asked.
    @Test(arguments: ["1800000000000000000", "null"])
    func anAnswerToAnotherQuestionIsNone(_ repeated: String) throws {
        let failure = ClockFailure(text: "an answer to another question, as a cache gives")
        try Self.withServer(answersPerConnection: 1, repeated: repeated) { client, _ in
            #expect(throws: failure) { _ = try client.ask() }
        }
        let listener = try TCPListener.open()
        let thread = WorkerThread(name: "clock-server") {
            while let connection = listener.accept() {
                Self.serve(connection, answers: 1, status: "200 OK", repeated: repeated)
                connection.close()
            }
        }
        defer {
            listener.close()
            thread.join()
        }
        let fetched = FetchedClockClient("http://127.0.0.1:\(listener.port)/clock", clock: Self.clock)
        #expect(throws: failure) { _ = try fetched.ask() }
    }

    @Test func cancellingEndsAWaitingQuestion() throws {
        let listener = try TCPListener.open()
        let address = try #require(ClockAddress("http://127.0.0.1:\(listener.port)/clock"))
        let client = HTTPClockClient(address, clock: Self.clock, patience: .untilItHangs)
        let thread = WorkerThread(name: "canceller") {
            let connection = listener.accept()
            client.cancel()
            withExtendedLifetime(connection) {}
        }
        #expect(throws: ClockFailure.self) { _ = try client.ask() }
        thread.join()
        listener.close()
    }

    /// An NTP server on this machine that changes its answers as a test says.
    private static func withTimeServer(
        patience: Latency = .untilItHangs,
        _ change: @escaping @Sendable (inout NTPPacket) -> Void,
        _ test: (NTPClockClient) throws -> Void
    ) throws {
        let socket = try UDPSocket.bound(host: "127.0.0.1", port: 0)
        let thread = WorkerThread(name: "time-server") {
            socket.serve(limit: 48) { datagram in
                guard let question = NTPPacket(datagram) else { return nil }
                var answer = NTPPacket()
                answer.mode = NTPPacket.Mode.server
                answer.stratum = 2
                answer.referenceID = 99
                answer.rootDelay = NTPShort(roundingUp: .milliseconds(10))
                answer.rootDispersion = NTPShort(roundingUp: .milliseconds(3))
                answer.origin = question.transmit
                answer.receive = NTPTimestamp(clock.now())
                answer.transmit = NTPTimestamp(clock.now())
                change(&answer)
                return answer.bytes
            }
        }
        let server = try #require(NTPServer("ntp://127.0.0.1:\(socket.port)"))
        let client = NTPClockClient(server, clock: clock, patience: patience)
        defer {
            client.cancel()
            socket.close()
            thread.join()
        }
        try test(client)
    }

    @Test func aTimeServerTellsTheTimeAndHowFarItMayBeOff() throws {
        try Self.withTimeServer { _ in
        } _: { client in
            for _ in 0..<5 {
                let reply = try client.ask()
                #expect(reply.referenceID == 99)
                let distance = try #require(reply.rootDistance)
                #expect(distance >= .milliseconds(8) && distance < .milliseconds(8.1))
                let exchange = reply.exchange
                #expect(exchange.answer == nil)
                #expect(exchange.t1 <= exchange.t2 && exchange.t2 <= exchange.t3 && exchange.t3 <= exchange.t4)
            }
        }
    }

    @Test func aTimeServerThatComparesItselfWithNobodyIsOffByNobodyKnowsHowMuch() throws {
        try Self.withTimeServer {
            $0.rootDispersion = NTPShort(roundingUp: .seconds(1))
        } _: { client in
            let reply = try client.ask()
            #expect(reply.rootDistance == nil)
        }
    }

    @Test func aServerThatIsNotSetOrDoesNotWantToBeAskedIsNone() throws {
        let unset = ClockFailure(text: "the server's clock is not set")
        try Self.withTimeServer {
            $0.stratum = 16
        } _: { client in
            #expect(throws: unset) { _ = try client.ask() }
        }
        try Self.withTimeServer {
            $0.leap = 3
        } _: { client in
            #expect(throws: unset) { _ = try client.ask() }
        }
        let refused = ClockFailure(text: "the server asked not to be asked", isRefused: true)
        try Self.withTimeServer {
            $0.stratum = 0
        } _: { client in
            #expect(throws: refused) { _ = try client.ask() }
            #expect(throws: refused) { _ = try client.ask() }
        }
    }

    @Test func answersToQuestionsThatWereNotAskedArePassedOver() throws {
        try Self.withTimeServer(patience: .seconds(1)) {
            $0.origin = NTPTimestamp(rawValue: 1)
        } _: { client in
            #expect(throws: ClockFailure(text: "no answer in time")) { _ = try client.ask() }
        }
    }
}
