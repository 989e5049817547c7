import LabTesting
import Machine
import Testing

@Suite(.timeLimit(.minutes(60))) struct UDPPeersTests {
    private func bound() throws -> UDPSocket {
        try UDPSocket.bound(host: "127.0.0.1", port: 0)
    }

    private func text(_ count: Int, _ buffer: [UInt8]) -> String {
        String(decoding: buffer[..<count], as: UTF8.self)
    }

    @Test func whoSentIsAnsweredAtItsOwnPort() throws {
        let here = try bound()
        let peers = try (0..<2).map { _ in try UDPSocket.connected(host: "127.0.0.1", port: here.port) }
        for (index, peer) in peers.enumerated() {
            try peer.send(Array("from \(index)".utf8))
        }
        var buffer = [UInt8](repeating: 0, count: 100)
        for index in 0..<2 {
            #expect(UDPSocket.awaitAny(of: [here], atMost: 10_000) == [true])
            guard case .datagram(let count, let address) = here.take(into: &buffer) else {
                Issue.record("nothing came")
                return
            }
            #expect(text(count, buffer) == "from \(index)")
            #expect(here.send(Array("to \(index)".utf8), to: address))
        }
        #expect(here.take(into: &buffer) == .nothing)
        for (index, peer) in peers.enumerated() {
            let count = try #require(try peer.receive(into: &buffer))
            #expect(text(count, buffer) == "to \(index)")
        }
    }

    @Test func onlyThoseWithSomethingAreReady() throws {
        let sockets = [try bound(), try bound(), try bound()]
        #expect(UDPSocket.awaitAny(of: sockets, atMost: 0) == [false, false, false])
        try UDPSocket.connected(host: "127.0.0.1", port: sockets[1].port).send([1])
        #expect(UDPSocket.awaitAny(of: sockets, atMost: 10_000) == [false, true, false])
    }

    @Test func closingWakesWhoWaits() throws {
        let socket = try bound()
        let waiter = WorkerThread(name: "waiter") {
            while !socket.isClosed {
                _ = UDPSocket.awaitAny(of: [socket], atMost: 30_000)
            }
        }
        #expect(!socket.isClosed)
        socket.close()
        waiter.join()
        #expect(socket.isClosed)
    }

    @Test func refusalsAreToldWhereNobodyListens() throws {
        let port = try LoopbackPort.freeUDP()
        let socket = try UDPSocket.connected(host: "127.0.0.1", port: port)
        try socket.send([1])
        var buffer = [UInt8](repeating: 0, count: 10)
        #expect(UDPSocket.awaitAny(of: [socket], atMost: 10_000) == [true])
        #expect(socket.take(into: &buffer) == .refused)
        #expect(socket.take(into: &buffer) == .nothing)
    }

    @Test func whatNobodyTookInTimeIsCounted() throws {
        let socket = try bound()
        let peer = try UDPSocket.connected(host: "127.0.0.1", port: socket.port)
        #expect(socket.overruns == 0)
        socket.enlargeReceiveBuffer(to: 10_000)
        let count = 200
        for _ in 0..<count {
            try peer.send([UInt8](repeating: 0, count: 1_000))
        }
        var (buffer, taken) = ([UInt8](repeating: 0, count: 2_000), 0)
        while case .datagram = socket.take(into: &buffer) {
            taken += 1
        }
        #expect(taken > 0 && socket.overruns > 0 && taken + socket.overruns == count)
    }
}
