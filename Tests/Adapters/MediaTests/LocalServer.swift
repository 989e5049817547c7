import Glibc
import Synchronization

/// A TCP server on 127.0.0.1 for one test: answers every connection alike, on a thread of its own.
final class LocalServer: Sendable {
    /// What it does with a connection after reading the request.
    enum Answer: Sendable {
        /// Sends these bytes and closes.
        case bytes([UInt8])
        /// Sends these bytes and keeps the connection open until the server stops.
        case bytesAndHold([UInt8])
    }

    let port: UInt16
    private let listener: Int32
    private let answer: Answer
    private let isStopped = Atomic<Bool>(false)
    private let held = Mutex<[Int32]>([])

    init(_ answer: Answer) throws {
        self.answer = answer
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard descriptor >= 0, bound else { throw ServerError() }
        listener = descriptor
        port = UInt16(bigEndian: address.sin_port)
        start()
    }

    struct ServerError: Error {}

    func url(_ path: String) -> String {
        "http://127.0.0.1:\(port)/\(path)"
    }

    func stop() {
        guard !isStopped.exchange(true, ordering: .relaxed) else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        for descriptor in held.withLock({ $0 }) {
            shutdown(descriptor, Int32(SHUT_RDWR))
        }
    }

    /// A response with a content type.
    static func response(_ body: [UInt8], type: String?, status: String = "200 OK", length: Int? = nil) -> [UInt8] {
        var head = "HTTP/1.1 \(status)\r\nConnection: close\r\n"
        if let type { head += "Content-Type: \(type)\r\n" }
        if let length { head += "Content-Length: \(length)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    private func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread,
            nil,
            { opaque in
                guard let opaque else { return nil }
                Unmanaged<LocalServer>.fromOpaque(opaque).takeRetainedValue().serve()
                return nil
            },
            context
        )
        pthread_detach(thread)
    }

    private func serve() {
        while !isStopped.load(ordering: .relaxed) {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            var request = [UInt8](repeating: 0, count: 4_096)
            _ = recv(connection, &request, request.count, 0)
            switch answer {
            case .bytes(let bytes):
                send(bytes, to: connection)
                close(connection)
            case .bytesAndHold(let bytes):
                send(bytes, to: connection)
                held.withLock { $0.append(connection) }
            }
        }
        close(listener)
        held.withLock { $0.forEach { close($0) } }
    }

    private func send(_ bytes: [UInt8], to connection: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                Glibc.send(
                    connection,
                    all.baseAddress?.advanced(by: sent),
                    all.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count <= 0 { return }
            sent += count
        }
    }
}
