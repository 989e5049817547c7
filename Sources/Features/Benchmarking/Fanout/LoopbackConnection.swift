internal import Glibc

/// A TCP connection to a port of this machine.
enum LoopbackConnection {
    /// Connects and sends a GET request.
    /// - Throws: ``BenchmarkError/process(command:reason:)`` when nobody listens.
    static func get(_ path: String, port: UInt16) throws(BenchmarkError) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard descriptor >= 0, connected == 0, write(descriptor, request, request.count) == request.count else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw .process(command: "GET http://127.0.0.1:\(port)\(path)", reason: reason)
        }
        return descriptor
    }

    /// The body of a short answer, up to 1 MB.
    /// - Throws: ``BenchmarkError/process(command:reason:)``.
    static func body(_ path: String, port: UInt16) throws(BenchmarkError) -> String {
        let descriptor = try get(path, port: port)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < 1_000_000 {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return "" }
        return String(text[end.upperBound...])
    }

    /// Lets this process, and what it starts, hold so many connections.
    static func allow(_ count: Int) throws(BenchmarkError) {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        getrlimit(kind, &limit)
        guard limit.rlim_cur < rlim_t(count) else { return }
        limit.rlim_cur = rlim_t(count)
        limit.rlim_max = max(limit.rlim_max, limit.rlim_cur)
        guard setrlimit(kind, &limit) == 0 else {
            throw .process(command: "ulimit -n \(count)", reason: String(cString: strerror(errno)))
        }
    }
}
