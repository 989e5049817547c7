import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(60))) struct TCPConnectionTests {
    /// A connection's two ends, and what keeps the port.
    private struct Pair {
        var listener: TCPListener
        var client: TCPConnection
        var server: TCPConnection

        init() throws {
            listener = try TCPListener.open()
            client = try TCPConnection.connect(host: "127.0.0.1", port: listener.port, limit: .seconds(5))
            server = try #require(listener.accept())
        }
    }

    private static func send(_ bytes: [UInt8], on connection: TCPConnection) throws {
        try bytes.withUnsafeBytes { try connection.write($0) }
    }

    private static func readAll(from connection: TCPConnection) throws -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try connection.read(into: $0) }
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }

    @Test func bytesComeInOrderBothWaysAndAHalfCloseLeavesTheOtherHalf() throws {
        let pair = try Pair()
        let question = Array("how late is it?".utf8)
        try Self.send(question, on: pair.client)
        pair.client.finishWriting()
        #expect(try Self.readAll(from: pair.server) == question)
        // More than the kernel's buffers hold: the writer has to wait for the reader.
        let answer = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8)) }
        let writer = WorkerThread(name: "writer") {
            try? Self.send(answer, on: pair.server)
            pair.server.finishWriting()
        }
        #expect(try Self.readAll(from: pair.client) == answer)
        writer.join()
    }

    @Test func closingEndsAWaitingRead() throws {
        let pair = try Pair()
        let count = Mutex<Int?>(nil)
        let reader = WorkerThread(name: "reader") {
            var buffer = [UInt8](repeating: 0, count: 16)
            let got = try? buffer.withUnsafeMutableBytes { try pair.server.read(into: $0) }
            count.withLock { $0 = got }
        }
        pair.server.close()
        reader.join()
        #expect(count.withLock { $0 } == 0)
    }

    @Test func closingEndsAWriteThatNobodyReads() throws {
        let pair = try Pair()
        let hasFailed = Mutex(false)
        let writer = WorkerThread(name: "writer") {
            let block = [UInt8](repeating: 1, count: 1 << 20)
            do {
                while true {
                    try Self.send(block, on: pair.client)
                }
            } catch {
                hasFailed.withLock { $0 = error is SocketError }
            }
        }
        pair.client.close()
        writer.join()
        #expect(hasFailed.withLock { $0 })
    }

    @Test func writingToAPeerThatIsGoneIsAnErrorAndNoSignal() throws {
        let pair = try Pair()
        pair.server.close()
        #expect(throws: SocketError.self) {
            while true {
                try Self.send([1, 2, 3], on: pair.client)
            }
        }
    }

    @Test func nobodyListeningIsSaid() throws {
        // Not one of the system's own: those another test's connection may take at once.
        let port = try LoopbackPort.free()
        let listener = try TCPListener.open(port: port)
        listener.close()
        #expect(listener.accept() == nil)
        #expect(throws: SocketError.cannotConnect(address: "127.0.0.1:\(port)", reason: "Connection refused")) {
            try TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(5))
        }
    }

    @Test func anUnknownHostIsSaid() {
        #expect(throws: SocketError.self) {
            try TCPConnection.connect(host: "no.such.host.invalid", port: 1, limit: .seconds(5))
        }
    }

    @Test func aPortInUseIsSaid() throws {
        let listener = try TCPListener.open()
        let address = "127.0.0.1:\(listener.port)"
        #expect(throws: SocketError.cannotListen(address: address, reason: "Address already in use")) {
            try TCPListener.open(port: listener.port)
        }
    }

    @Test func closingEndsAWaitingAccept() throws {
        let listener = try TCPListener.open()
        let accepted = Mutex<Bool?>(nil)
        let thread = WorkerThread(name: "accept") {
            let connection = listener.accept()
            accepted.withLock { $0 = connection != nil }
        }
        listener.close()
        thread.join()
        #expect(accepted.withLock { $0 } == false)
    }
}
