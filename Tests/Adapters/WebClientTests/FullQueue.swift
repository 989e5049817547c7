import Glibc

/// A port of 127.0.0.1 whose queue is full: whoever connects there waits.
final class FullQueue {
    struct NotListening: Error {}

    let port: Int
    private var sockets: [Int32] = []

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        sockets = [listener]
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(listener, pointer, length) == 0 && listen(listener, 0) == 0
                && getsockname(listener, pointer, &length) == 0
        }
        guard isListening else { throw NotListening() }
        port = Int(UInt16(bigEndian: address.sin_port))
        for _ in 0..<4 {
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            _ = withUnsafeBytes(of: &address) { bytes in
                bytes.bindMemory(to: sockaddr.self).baseAddress.map { connect(client, $0, length) }
            }
            sockets.append(client)
        }
    }

    func close() {
        for descriptor in sockets {
            Glibc.close(descriptor)
        }
    }
}
