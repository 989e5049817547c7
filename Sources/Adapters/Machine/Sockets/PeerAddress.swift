import Glibc

/// Where a datagram came from, and where an answer goes: an address and port of either family, as the system has it.
public struct PeerAddress: Hashable, Sendable {
    fileprivate let bytes: [UInt8]
}

extension UDPSocket {
    /// What a look for a datagram found.
    public enum Arrival: Hashable, Sendable {
        /// A datagram of so many bytes, and who sent it.
        case datagram(bytes: Int, from: PeerAddress)
        /// The peer's machine says that nobody listens there.
        case refused
        /// Nothing waits.
        case nothing
    }

    /// Blocks until one of some sockets has a datagram or is closed.
    ///
    /// - Parameters:
    ///   - sockets: at least one.
    ///   - milliseconds: how long at most.
    /// - Returns: for each whether there is something.
    public static func awaitAny(of sockets: [UDPSocket], atMost milliseconds: Int) -> [Bool] {
        var watched = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        poll(&watched, nfds_t(watched.count), Int32(clamping: milliseconds))
        return watched.map { $0.revents != 0 }
    }

    /// Takes a datagram that waits, if there is one; never blocks.
    /// - Parameter buffer: where it goes; what does not fit is lost.
    /// - Returns: what was found.
    public func take(into buffer: inout [UInt8]) -> Arrival {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let count = withGenericAddress(of: &address) {
            recvfrom(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT), $0, &length)
        }
        guard count >= 0 else { return errno == ECONNREFUSED ? .refused : .nothing }
        let bytes = withUnsafeBytes(of: &address) { Array($0.prefix(Int(length))) }
        return .datagram(bytes: count, from: PeerAddress(bytes: bytes))
    }

    /// Sends one datagram to whoever sent one before.
    /// - Returns: whether the system took it.
    @discardableResult
    public func send(_ datagram: [UInt8], to peer: PeerAddress) -> Bool {
        peer.bytes.withUnsafeBytes { address in
            guard let base = address.baseAddress else { return false }
            let generic = base.assumingMemoryBound(to: sockaddr.self)
            return sendto(descriptor, datagram, datagram.count, 0, generic, socklen_t(address.count)) == datagram.count
        }
    }

    /// Lets the system keep more datagrams that were not taken yet; as much as it allows.
    public func enlargeReceiveBuffer(to size: Int) {
        var bytes = Int32(clamping: size)
        let length = socklen_t(MemoryLayout<Int32>.size)
        // Beyond the usual limit where the process may do that.
        if setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, length) != 0 {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, length)
        }
    }

    /// How many datagrams the system threw away because nobody took them in time; 0 where it does not say.
    public var overruns: Int {
        var figures = [UInt32](repeating: 0, count: 9)
        var length = socklen_t(figures.count * MemoryLayout<UInt32>.size)
        let memoryFigures: Int32 = 55  // SO_MEMINFO; the last of its figures counts drops.
        guard getsockopt(descriptor, SOL_SOCKET, memoryFigures, &figures, &length) == 0 else { return 0 }
        return Int(figures[8])
    }
}
