import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(60))) struct UDPSocketTests {
    /// Answers each datagram with itself backwards while a test asks.
    private static func withEcho(host: String = "127.0.0.1", _ test: (UDPSocket) throws -> Void) throws {
        let server = try UDPSocket.bound(host: host, port: 0)
        let thread = WorkerThread(name: "echo") {
            server.serve(limit: 48) { $0.isEmpty ? nil : $0.reversed() }
        }
        defer {
            server.close()
            thread.join()
        }
        try test(server)
    }

    @Test(arguments: ["127.0.0.1", "localhost", "0.0.0.0"])
    func answersComeBackToWhoAsked(_ host: String) throws {
        try Self.withEcho(host: host) { server in
            #expect(server.port > 0)
            let client = try UDPSocket.connected(host: host == "0.0.0.0" ? "127.0.0.1" : host, port: server.port)
            client.limitWaits(to: .untilItHangs)
            var buffer = [UInt8](repeating: 0, count: 100)
            for size in [1, 48] {
                let question = (0..<size).map { UInt8($0) }
                try client.send(question)
                let count = try #require(try client.receive(into: &buffer))
                #expect(Array(buffer[..<count]) == question.reversed())
            }
        }
    }

    @Test func whatIsTooLongIsSeenToBe() throws {
        try Self.withEcho { server in
            let client = try UDPSocket.connected(host: "127.0.0.1", port: server.port)
            client.limitWaits(to: .untilItHangs)
            var buffer = [UInt8](repeating: 0, count: 100)
            try client.send([UInt8](repeating: 1, count: 90))
            #expect(try client.receive(into: &buffer) == 49)
        }
    }

    @Test func silenceEndsByTheLimitAndByClosing() throws {
        try Self.withEcho { server in
            let client = try UDPSocket.connected(host: "127.0.0.1", port: server.port)
            client.limitWaits(to: .milliseconds(20))
            var buffer = [UInt8](repeating: 0, count: 100)
            try client.send([])
            #expect(try client.receive(into: &buffer) == nil)
            client.limitWaits(to: .seconds(50))
            let closer = WorkerThread(name: "closer") { client.close() }
            #expect(try client.receive(into: &buffer) == nil)
            closer.join()
        }
    }

    @Test func aPortInUseAndANameThatIsNoneAreErrors() throws {
        try Self.withEcho { server in
            #expect(
                throws: SocketError.cannotListen(
                    address: "127.0.0.1:\(server.port)",
                    reason: "Address already in use"
                )
            ) {
                _ = try UDPSocket.bound(host: "127.0.0.1", port: server.port)
            }
        }
        #expect(throws: SocketError.self) { _ = try UDPSocket.connected(host: "no such host", port: 123) }
    }

    @Test func nobodyAtThePortIsAnErrorAndNotAWait() throws {
        let port = try LoopbackPort.freeUDP()
        let client = try UDPSocket.connected(host: "127.0.0.1", port: port)
        client.limitWaits(to: .seconds(50))
        var buffer = [UInt8](repeating: 0, count: 100)
        try client.send([1])
        #expect(throws: SocketError.broken(reason: "Connection refused")) { _ = try client.receive(into: &buffer) }
    }
}
