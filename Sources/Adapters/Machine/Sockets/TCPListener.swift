import Glibc

/// Waits for TCP connections on 127.0.0.1.
public final class TCPListener: Sendable {
    /// The port that it listens on, from 1 to 65,535.
    public let port: Int

    private let descriptor: Int32

    /// How many connections may wait to be accepted.
    private static let backlog: Int32 = 64

    private init(descriptor: Int32, port: Int) {
        self.descriptor = descriptor
        self.port = port
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Begins to listen.
    ///
    /// - Parameter port: the port; 0 lets the system choose a free one.
    /// - Returns: the listener; it listens until ``close()`` or its end.
    /// - Throws: ``SocketError/cannotListen(address:reason:)``.
    public static func open(port: Int = 0) throws(SocketError) -> TCPListener {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(clamping: port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && listen(descriptor, backlog) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard descriptor >= 0, isListening else {
            let reason = String(cString: strerror(errno))
            Glibc.close(descriptor)
            throw .cannotListen(address: "127.0.0.1:\(port)", reason: reason)
        }
        return TCPListener(descriptor: descriptor, port: Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Blocks until somebody connects.
    ///
    /// - Returns: the connection; nil once the listener is closed.
    public func accept() -> TCPConnection? {
        while true {
            let accepted = Glibc.accept(descriptor, nil, nil)
            if accepted >= 0 {
                _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
                return TCPConnection(descriptor: accepted)
            }
            switch errno {
            case EINVAL, EBADF: return nil
            // The system has no descriptor or memory to spare now; at once it would have none either.
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: poll(nil, 0, 50)
            default: break
            }
        }
    }

    /// Listens no more, and ends a waiting ``accept()``; from any thread.
    public func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}
