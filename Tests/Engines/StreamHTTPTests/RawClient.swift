import Glibc
import LabModel
import LabTesting
import Machine

/// A TCP client that reads only when told to; its calls block, each on a thread of its own, until the server hangs.
struct RawClient: Sendable {
    /// What reading came to.
    struct Received: Sendable {
        var bytes: [UInt8]
        /// Whether the peer reset the connection instead of closing it.
        var isReset = false
        /// Whether the peer closed the connection, one way or the other.
        var isClosed = false

        var text: String {
            String(decoding: bytes, as: UTF8.self)
        }

        /// What follows the response's head.
        var body: [UInt8] {
            let mark = Array("\r\n\r\n".utf8)
            guard bytes.count >= 4 else { return [] }
            for index in 0...(bytes.count - 4) where Array(bytes[index..<(index + 4)]) == mark {
                return Array(bytes[(index + 4)...])
            }
            return []
        }
    }

    let descriptor: Int32

    init(port: Int, receiveBuffer: Int32? = nil) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        var limit = timeval(tv_sec: Int(Latency.untilItHangs.seconds), tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    func get(_ path: String, headers: String = "") {
        send("GET \(path) HTTP/1.1\r\nHost: test\r\n\(headers)\r\n")
    }

    /// Reads until a condition holds or the peer closes.
    func read(until isEnough: @escaping @Sendable (Received) -> Bool = { _ in false }) async -> Received {
        await WorkerThread.run(name: "client") { [self] in
            var received = Received(bytes: [])
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while !isEnough(received) {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else {
                    received.isReset = count < 0 && errno == ECONNRESET
                    received.isClosed = count == 0 || received.isReset
                    return received
                }
                received.bytes += buffer[..<count]
            }
            return received
        }
    }

    /// Reads to the end, and keeps nothing.
    /// - Returns: how many bytes came.
    func count() async -> Int {
        await WorkerThread.run(name: "client") { [self] in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            var total = 0
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return total }
                total += count
            }
        }
    }

    func close() {
        _ = Glibc.close(descriptor)
    }

    /// Closes by a reset.
    func reset() {
        var option = Glibc.linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<Glibc.linger>.size))
        close()
    }
}

extension RawClient.Received {
    /// Whether the head is there, and as many bytes behind it as it says.
    var isWhole: Bool {
        guard text.contains("\r\n\r\n") else { return false }
        return body.count >= (header("Content-Length").flatMap { Int($0) } ?? 0)
    }

    /// A header of the response; nil where it is not there.
    func header(_ name: String) -> String? {
        let lines = text.components(upTo: "\r\n\r\n").split(separator: "\r\n")
        let line = lines.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        return line.map { String($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
    }

    var status: Int? {
        text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }

    var bodyText: String {
        String(decoding: body, as: UTF8.self)
    }
}

extension String {
    fileprivate func components(upTo end: String) -> String {
        firstRange(of: end).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
