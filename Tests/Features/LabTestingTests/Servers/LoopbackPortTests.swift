import LabTesting
import Machine
import Testing

@Suite struct LoopbackPortTests {
    /// Not even where nothing has used the first one yet.
    @Test func noPortIsGivenTwice() throws {
        let ports = try (0..<200).map { try $0 % 2 == 0 ? LoopbackPort.free() : LoopbackPort.freeUDP() }
        #expect(Set(ports).count == ports.count)
    }

    /// A receiver of RTP has the one behind its own, too.
    @Test func aPortForDatagramsComesWithItsNeighbour() throws {
        for _ in 0..<100 {
            let port = try LoopbackPort.freeUDP()
            let others = try [LoopbackPort.freeUDP(), LoopbackPort.free(), LoopbackPort.free()]
            #expect(port.isMultiple(of: 2) && !others.contains(port) && !others.contains(port + 1))
        }
    }

    @Test func noneIsOneThatTheSystemGives() throws {
        let ports = try (0..<50).map { _ in try LoopbackPort.free() }
        let given = try (0..<50).map { _ in
            let listener = try TCPListener.open()
            defer { listener.close() }
            return listener.port
        }
        #expect(try #require(ports.max()) < #require(given.min()))
    }
}
