import Foundation
import Glibc
import Synchronization

/// Ports of 127.0.0.1 for a test's own use.
///
/// They lie below those that the system gives on its own: no connection and no server on port 0 of another test takes
/// one of them before the test uses it, or once its own server has ended.
public enum LoopbackPort {
    /// There was no port to give.
    public struct NoPort: Error {}

    /// A port on which nobody listens, and which nobody else here is given.
    /// - Returns: a number from 1 to 65,535.
    /// - Throws: ``NoPort``.
    public static func free() throws -> Int {
        try free(Int32(SOCK_STREAM.rawValue), together: 1)
    }

    /// A port that nobody has bound for UDP, and which nobody else here is given; nor is the one behind it, which a receiver
    /// of RTP takes for RTCP.
    /// - Returns: an even number from 2 to 65,534.
    /// - Throws: ``NoPort``.
    public static func freeUDP() throws -> Int {
        try free(Int32(SOCK_DGRAM.rawValue), together: 2)
    }

    /// From an even number on.
    private static let ports = ownPorts()
    /// The place from which on none was given; another process of tests begins elsewhere.
    private static let next = Mutex(Int.random(in: 0..<ports.count))

    private static func ownPorts() -> Range<Int> {
        let text = try? String(contentsOfFile: "/proc/sys/net/ipv4/ip_local_port_range", encoding: .utf8)
        let first = text?.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) } ?? 32_768
        // Where the system's own begin early, there is no room below.
        return first >= 12_000 ? 10_000..<first : 10_000..<60_000
    }

    private static func free(_ kind: Int32, together count: Int) throws -> Int {
        for _ in 0..<100 {
            let place = next.withLock { next in
                let multiple = (next + count - 1) / count * count
                let place = multiple + count > ports.count ? 0 : multiple
                next = place + count
                return place
            }
            let found = (place..<place + count).map { ports.lowerBound + $0 }
            if try found.allSatisfy({ try isFree($0, kind) }) { return found[0] }
        }
        throw NoPort()
    }

    private static func isFree(_ port: Int, _ kind: Int32) throws -> Bool {
        let descriptor = socket(AF_INET, kind | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw NoPort() }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: &address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, pointer, socklen_t(bytes.count)) == 0
        }
    }
}
