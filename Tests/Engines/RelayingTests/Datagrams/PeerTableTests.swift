import LabModel
import Machine
import Testing

@testable import Relaying

@Suite struct PeerTableTests {
    private func at(_ seconds: Double) -> MonotonicTime {
        MonotonicTime(nanoseconds: 0) + .seconds(seconds)
    }

    /// A peer at an address of its own: that of a real socket, as only the system makes addresses.
    private func peer() throws -> DatagramPeer {
        let here = try UDPSocket.bound(host: "127.0.0.1", port: 0)
        let there = try UDPSocket.connected(host: "127.0.0.1", port: here.port)
        try there.send([1])
        var buffer = [UInt8](repeating: 0, count: 10)
        _ = UDPSocket.awaitAny(of: [here], atMost: 1_000)
        guard case .datagram(1, let address) = here.take(into: &buffer) else {
            throw RelayError.cannotRelay(address: "", .noNetwork)
        }
        return DatagramPeer(address: address, socket: there)
    }

    @Test func peersAreKnownUntilTheyWereSilentForLong() throws {
        var table = PeerTable(limit: 5)
        let (first, second) = (try peer(), try peer())
        #expect(table.known(first.address, at: at(0))?.address == nil)
        #expect(table.add(first, at: at(0)).isAdded && table.add(second, at: at(0)).isAdded)
        #expect(table.known(first.address, at: at(30))?.address == first.address)
        #expect(table.expire(at: at(59)).isEmpty)
        #expect(table.expire(at: at(60)).map(\.address) == [second.address])
        #expect(table.all.map(\.address) == [first.address])
        #expect(table.expire(at: at(90)).map(\.address) == [first.address])
    }

    @Test func whoWasSilentLongestMakesRoomForAnother() throws {
        var table = PeerTable(limit: 2)
        let peers = [try peer(), try peer(), try peer()]
        #expect(table.add(peers[0], at: at(0)).isAdded && table.add(peers[1], at: at(1)).isAdded)
        #expect(!table.add(peers[2], at: at(4.9)).isAdded)
        #expect(table.known(peers[0].address, at: at(5))?.address == peers[0].address)
        #expect(!table.add(peers[2], at: at(5.9)).isAdded)
        let (isAdded, gone) = table.add(peers[2], at: at(6))
        #expect(isAdded && gone?.address == peers[1].address)
        #expect(table.known(peers[1].address, at: at(6))?.address == nil && table.all.count == 2)
    }
}
