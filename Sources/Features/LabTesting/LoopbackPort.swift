import Glibc

/// Ports of 127.0.0.1.
public enum LoopbackPort {
    /// The system had no port to give.
    public struct NoPort: Error {}

    /// A port that the system has just given and taken back: nobody listens on it.
    /// - Returns: a number from 1 to 65,535.
    /// - Throws: ``NoPort``.
    public static func free() throws -> Int {
        try free(Int32(SOCK_STREAM.rawValue))
    }

    /// A port that nobody has bound for UDP.
    /// - Returns: a number from 1 to 65,535.
    /// - Throws: ``NoPort``.
    public static func freeUDP() throws -> Int {
        try free(Int32(SOCK_DGRAM.rawValue))
    }

    private static func free(_ kind: Int32) throws -> Int {
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw NoPort() }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
        }
        guard isBound else { throw NoPort() }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
