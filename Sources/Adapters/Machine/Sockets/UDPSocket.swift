import Glibc
public import LabModel
import Synchronization

/// A UDP socket whose calls block their thread, either answering everybody or asking one peer.
///
/// No times of the kernel are asked for: who needs to know when a datagram came reads a clock beside the call.
public final class UDPSocket: Sendable {
    /// The local port, from 1 to 65,535.
    public let port: Int

    let descriptor: Int32
    private let closing = Atomic<Bool>(false)

    private init(descriptor: Int32) {
        self.descriptor = descriptor
        port = Self.localPort(of: descriptor)
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Makes a socket that others can send to.
    ///
    /// - Parameters:
    ///   - host: a name or number of this machine; `0.0.0.0` for all its addresses.
    ///   - port: the port; 0 lets the system choose a free one.
    /// - Returns: the socket.
    /// - Throws: ``SocketError/cannotListen(address:reason:)``.
    public static func bound(host: String, port: Int) throws(SocketError) -> UDPSocket {
        switch open(host: host, port: port, flags: AI_PASSIVE, { Glibc.bind($0, $1.ai_addr, $1.ai_addrlen) }) {
        case .success(let descriptor): return UDPSocket(descriptor: descriptor)
        case .failure(let failure): throw .cannotListen(address: "\(host):\(port)", reason: failure.reason)
        }
    }

    /// Makes a socket that talks to one peer: datagrams of others are not let in.
    ///
    /// - Parameters:
    ///   - host: a name or number; looking up a name is not limited in time.
    ///   - port: from 1 to 65,535.
    /// - Returns: the socket; whether the peer is there is not known yet.
    /// - Throws: ``SocketError/cannotConnect(address:reason:)``.
    public static func connected(host: String, port: Int) throws(SocketError) -> UDPSocket {
        switch open(host: host, port: port, flags: 0, { Glibc.connect($0, $1.ai_addr, $1.ai_addrlen) }) {
        case .success(let descriptor): return UDPSocket(descriptor: descriptor)
        case .failure(let failure): throw .cannotConnect(address: "\(host):\(port)", reason: failure.reason)
        }
    }

    /// Answers datagrams on the calling thread until ``close()``.
    ///
    /// - Parameters:
    ///   - limit: the bytes of a datagram that are looked at; what is longer is cut to `limit` + 1.
    ///   - answer: gets a datagram as soon as it is read; what it returns goes back at once, nil answers nothing.
    public func serve(limit: Int, _ answer: ([UInt8]) -> [UInt8]?) {
        var buffer = [UInt8](repeating: 0, count: limit + 1)
        var peer = sockaddr_storage()
        while !isClosed {
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let count = withGenericAddress(of: &peer) { recvfrom(descriptor, &buffer, buffer.count, 0, $0, &length) }
            if count < 0 {
                waitOut(errno)
            } else if length > 0, let reply = answer(Array(buffer[..<count])) {
                // A peer that cannot be reached is its own loss.
                _ = withGenericAddress(of: &peer) { sendto(descriptor, reply, reply.count, 0, $0, length) }
            }
        }
    }

    /// Sends one datagram to the peer.
    /// - Throws: ``SocketError/broken(reason:)``, also when the datagram before found nobody.
    public func send(_ bytes: [UInt8]) throws(SocketError) {
        guard Glibc.send(descriptor, bytes, bytes.count, 0) == bytes.count else {
            throw .broken(reason: String(cString: strerror(errno)))
        }
    }

    /// Blocks until the peer sends a datagram.
    ///
    /// - Parameter buffer: where it goes; what does not fit is lost.
    /// - Returns: its size; nil when none came in time, or the socket is closed.
    /// - Throws: ``SocketError/broken(reason:)``, also when the peer's machine says that nobody listens.
    public func receive(into buffer: inout [UInt8]) throws(SocketError) -> Int? {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count >= 0 {
            return isClosed ? nil : count
        }
        switch errno {
        case EAGAIN, EWOULDBLOCK, EINTR: return nil
        default: throw .broken(reason: String(cString: strerror(errno)))
        }
    }

    /// Whether ``close()`` was called.
    public var isClosed: Bool {
        closing.load(ordering: .acquiring)
    }

    /// Limits how long ``receive(into:)`` waits.
    /// - Parameter length: at least a microsecond.
    public func limitWaits(to length: Latency) {
        SocketTimeouts.set(length, on: descriptor)
    }

    /// Ends every waiting call, and all later ones at once; from any thread.
    public func close() {
        closing.store(true, ordering: .releasing)
        // Not connected, says the kernel, and wakes the readers all the same.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private struct Failure: Error {
        var reason: String
    }

    private static func open(
        host: String,
        port: Int,
        flags: Int32,
        _ prepare: (Int32, addrinfo) -> Int32
    ) -> Result<Int32, Failure> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        hints.ai_flags = flags
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &found)
        defer { found.map(freeaddrinfo) }
        guard code == 0, let info = found?.pointee else {
            return .failure(Failure(reason: String(cString: gai_strerror(code))))
        }
        let descriptor = socket(info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), info.ai_protocol)
        guard descriptor >= 0, prepare(descriptor, info) == 0 else {
            let reason = String(cString: strerror(errno))
            Glibc.close(descriptor)
            return .failure(Failure(reason: reason))
        }
        return .success(descriptor)
    }

    private static func localPort(of descriptor: Int32) -> Int {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        _ = withGenericAddress(of: &address) { getsockname(descriptor, $0, &length) }
        // The port stands at the same place in the addresses of both families.
        return withUnsafeBytes(of: &address) { Int($0[2]) << 8 | Int($0[3]) }
    }

    /// What the system refuses for want of memory it would refuse again at once.
    private func waitOut(_ code: Int32) {
        if code != EINTR, !isClosed {
            poll(nil, 0, 20)
        }
    }
}

/// How long a socket's calls may wait.
enum SocketTimeouts {
    static func set(_ length: Latency, on descriptor: Int32) {
        let microseconds = max(1, length.nanoseconds / 1_000)
        var time = timeval(tv_sec: Int(microseconds / 1_000_000), tv_usec: Int(microseconds % 1_000_000))
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }
}

func withGenericAddress<Result>(
    of storage: inout sockaddr_storage,
    _ body: (UnsafeMutablePointer<sockaddr>) -> Result
) -> Result {
    withUnsafeMutablePointer(to: &storage) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
}
