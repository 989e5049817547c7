import Glibc
public import LabModel

/// A TCP connection whose calls block their threads; small pieces are sent at once.
///
/// One thread may read while another writes. ``close()`` ends the calls of both.
public final class TCPConnection: Sendable {
    private let descriptor: Int32

    /// Takes over a connected socket.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Connects.
    ///
    /// - Parameters:
    ///   - host: a name or number.
    ///   - port: from 1 to 65,535.
    ///   - limit: how long each of the host's addresses may take; the look-up of a name is not limited.
    /// - Returns: the connection.
    /// - Throws: ``SocketError/cannotConnect(address:reason:)``.
    public static func connect(host: String, port: Int, limit: Latency) throws(SocketError) -> TCPConnection {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &found)
        defer { found.map(freeaddrinfo) }
        guard code == 0 else {
            throw .cannotConnect(address: "\(host):\(port)", reason: String(cString: gai_strerror(code)))
        }
        var reason = "no address"
        var candidate = found
        while let info = candidate?.pointee {
            switch attempt(info, limit: limit) {
            case .success(let descriptor): return TCPConnection(descriptor: descriptor)
            case .failure(let failure): reason = String(cString: strerror(failure.code))
            }
            candidate = info.ai_next
        }
        throw .cannotConnect(address: "\(host):\(port)", reason: reason)
    }

    /// Blocks until bytes come.
    ///
    /// - Parameter buffer: where they go; not empty.
    /// - Returns: how many came; 0 when the other side sends no more.
    /// - Throws: ``SocketError/broken(reason:)``.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SocketError) -> Int {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count >= 0 {
                return count
            }
            if errno != EINTR {
                throw .broken(reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Blocks until the system has taken all bytes.
    /// - Throws: ``SocketError/broken(reason:)`` when the other side takes no more.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(SocketError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            if count >= 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            } else if errno != EINTR {
                throw .broken(reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Limits how long a single wait of ``read(into:)`` and ``write(_:)`` may last; afterwards they throw.
    /// - Parameter length: at least a microsecond.
    public func limitWaits(to length: Latency) {
        SocketTimeouts.set(length, on: descriptor)
    }

    /// Limits how many bytes the system keeps that came and were not read yet; the sender of more waits.
    /// - Parameter size: at least 1; the system keeps about twice as much, and a few thousand at least.
    public func limitReceiveBuffer(to size: ByteCount) {
        var bytes = Int32(clamping: max(1, size.bytes))
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Tells the other side that nothing more will be sent; it may go on sending.
    public func finishWriting() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Ends both directions and every waiting call; from any thread.
    public func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private struct Failure: Error {
        var code: Int32
    }

    /// Connects without blocking, so that the time can be limited, and gives a socket that blocks.
    private static func attempt(_ info: addrinfo, limit: Latency) -> Result<Int32, Failure> {
        let kind = info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(info.ai_family, kind, info.ai_protocol)
        guard descriptor >= 0 else { return .failure(Failure(code: errno)) }
        var code: Int32 = 0
        if Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen) != 0 {
            code = errno == EINPROGRESS ? outcome(of: descriptor, limit: limit) : errno
        }
        guard code == 0 else {
            Glibc.close(descriptor)
            return .failure(Failure(code: code))
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return .success(descriptor)
    }

    private static func outcome(of descriptor: Int32, limit: Latency) -> Int32 {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let milliseconds = Int32(clamping: max(1, limit.nanoseconds / 1_000_000))
        guard poll(&waiting, 1, milliseconds) > 0 else { return ETIMEDOUT }
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
        return code
    }
}
