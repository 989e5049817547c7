import Glibc
import LabModel
import LabTesting

/// The smallest HTTP client: blocks, until so much silence that something hangs.
enum Loopback {
    /// A response up to the close.
    struct Answer: Sendable {
        var status: Int
        var head: String
        var body: [UInt8]

        var text: String {
            String(decoding: body, as: UTF8.self)
        }

        fileprivate init(_ bytes: [UInt8]) {
            let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))
            head = String(decoding: bytes[..<(end?.lowerBound ?? bytes.count)], as: UTF8.self)
            body = end.map { Array(bytes[$0.upperBound...]) } ?? []
            status = Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0
        }
    }

    static func get(_ path: String, port: Int) -> String {
        let answer = ask(path, port: port)
        return answer.head + "\r\n\r\n" + answer.text
    }

    static func ask(_ path: String, port: Int) -> Answer {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
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
        let request = Array("GET \(path) HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n".utf8)
        _ = send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return Answer(bytes) }
            bytes += buffer[..<count]
        }
    }
}
