import Dispatch
import Glibc
import NIOCore
import Synchronization

/// Asks the system what a host's name leads to, beside the event loop, because the system's answer may take seconds.
final class NameResolver: Sendable {
    private let isClosed = Mutex(false)
    private let queue = DispatchQueue(label: "names", attributes: .concurrent)

    /// The most addresses of a name that are looked at.
    static let maximumAddresses = 16

    /// Looks a name up; the system also reads the odd forms of addresses, such as `127.1`.
    /// - Parameters:
    ///   - host: a name, or an address's text.
    ///   - loop: where `done` is called.
    ///   - done: gets the addresses, or the system's text.
    func resolve(
        _ host: String,
        on loop: any EventLoop,
        _ done: @escaping @Sendable (Result<[IPAddress], WebError>) -> Void
    ) {
        if let address = IPAddress(host) {
            return loop.execute { done(.success([address])) }
        }
        queue.async { [self] in
            let found = Self.ask(host)
            // The system cannot be interrupted: where its answer comes too late, there is no loop to take it.
            isClosed.withLock { isClosed in
                guard !isClosed else { return }
                loop.execute { done(found) }
            }
        }
    }

    /// Nothing is called any more for a name whose answer is still to come.
    func close() {
        isClosed.withLock { $0 = true }
    }

    private static func ask(_ host: String) -> Result<[IPAddress], WebError> {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { return .failure(.nameUnknown(host: host, reason: String(cString: gai_strerror(code)))) }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var next = list
        while let entry = next, addresses.count < maximumAddresses {
            if let address = address(of: entry.pointee), !addresses.contains(address) {
                addresses.append(address)
            }
            next = entry.pointee.ai_next
        }
        guard !addresses.isEmpty else { return .failure(.nameUnknown(host: host, reason: "no address of any kind")) }
        return .success(addresses)
    }

    private static func address(of entry: addrinfo) -> IPAddress? {
        guard let pointer = UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch entry.ai_family {
        case AF_INET:
            let four = pointer.loadUnaligned(as: sockaddr_in.self).sin_addr
            return IPAddress(bytes: withUnsafeBytes(of: four) { Array($0) })
        case AF_INET6:
            let six = pointer.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return IPAddress(bytes: withUnsafeBytes(of: six) { Array($0) })
        default:
            return nil
        }
    }
}
