import Foundation
import Glibc
import LabModel
import LabTesting
import Machine
import RunStore
import Synchronization

/// An HTTP server on 127.0.0.1, or a number near it, that does what a test tells it, connection by connection.
final class ScriptedServer: Sendable {
    /// What is done with one connection, one step after the other; then it is closed.
    enum Step: Sendable {
        /// Answers with a status, and no length.
        case status(Int)
        /// Sends bytes.
        case send([UInt8])
        /// Sends bytes a few at a time, each by a write of its own.
        case trickle([UInt8], pieces: Int)
        /// Sends chunks, each so long after the one before.
        case paced([[UInt8]], every: Latency)
        /// Sends bytes that mean nothing again and again, until a condition holds or the server stops.
        case stuffing([UInt8], until: @Sendable () -> Bool)
        /// Keeps the connection open, in silence, until the server stops.
        case hang
    }

    struct NotServing: Error {}

    /// A packet of a transport stream that every reader leaves aside.
    static let emptyPacket = [0x47, 0x1F, 0xFF, 0x10] + [UInt8](repeating: 0xFF, count: 184)

    /// Sends the first frames of a stream; the rest once enough of some runs is stored, which are not stalled meanwhile.
    static func sending(
        _ chunks: [[UInt8]],
        first count: Int = 10,
        restOnce isEnough: @escaping @Sendable (Trace) -> Bool,
        of runs: [String] = ["run"],
        in store: RunStore
    ) -> [Step] {
        let condition = { @Sendable in
            runs.allSatisfy { name in
                guard let run = try? store.run(named: name), let trace = try? store.trace(of: run) else { return false }
                return isEnough(trace)
            }
        }
        let (begin, rest) = (chunks.prefix(count), chunks.dropFirst(count))
        return [
            .status(200), .send(begin.flatMap { $0 }), .stuffing(emptyPacket, until: condition),
            .send(rest.flatMap { $0 }), .stuffing(emptyPacket, until: { false }),
        ]
    }

    let port: Int
    private let host: String
    private let listener: Int32
    private let isStopped = Atomic<Bool>(false)
    private let counts = Mutex<[String: Int]>([:])
    private let script: @Sendable (_ path: String, _ visit: Int) -> [Step]

    /// Starts a server.
    /// - Parameters:
    ///   - host: an address of this machine.
    ///   - script: what to do with the visit of a path, counted from 0 for each path.
    /// - Throws: ``NotServing``.
    init(host: String = "127.0.0.1", _ script: @escaping @Sendable (_ path: String, _ visit: Int) -> [Step]) throws {
        self.script = script
        self.host = host
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr(host)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, pointer, length) == 0 && listen(descriptor, 16) == 0
                && getsockname(descriptor, pointer, &length) == 0
        }
        guard isListening else { throw NotServing() }
        port = Int(UInt16(bigEndian: address.sin_port))
        _ = WorkerThread(name: "server") { [self] in accepting() }
    }

    func url(_ path: String) -> String {
        "http://\(host):\(port)\(path)"
    }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func accepting() {
        while !isStopped.load(ordering: .relaxed) {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            _ = WorkerThread(name: "connection") { [self] in
                serve(connection)
                close(connection)
            }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var buffer = [UInt8](repeating: 0, count: 8_192)
        let count = recv(connection, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        let line = String(decoding: buffer[0..<count], as: UTF8.self).prefix { $0 != "\r" && $0 != "\r\n" }
        let target = line.split(separator: " ").dropFirst().first ?? "/"
        let path = String(target.prefix { $0 != "?" })
        let visit = counts.withLock { counts in
            defer { counts[path, default: 0] += 1 }
            return counts[path, default: 0]
        }
        for step in script(path, visit) {
            take(step, connection)
        }
        shutdown(connection, Int32(SHUT_RDWR))
    }

    private func take(_ step: Step, _ connection: Int32) {
        switch step {
        case .status(let code):
            let head = "HTTP/1.1 \(code) X\r\nContent-Type: application/octet-stream\r\nConnection: close\r\n\r\n"
            send(Array(head.utf8), connection)
        case .send(let bytes):
            send(bytes, connection)
        case .trickle(let bytes, let pieces):
            for start in stride(from: 0, to: bytes.count, by: pieces) {
                send(Array(bytes[start..<min(bytes.count, start + pieces)]), connection)
            }
        case .paced(let chunks, let pause):
            let clock = SystemClock()
            for chunk in chunks {
                send(chunk, connection)
                clock.blockUntil(clock.monotonicNow() + pause)
            }
        case .stuffing(let bytes, let isEnough):
            let clock = SystemClock()
            let deadline = clock.monotonicNow() + .untilItHangs
            while !isStopped.load(ordering: .relaxed), clock.monotonicNow() < deadline, !isEnough() {
                send(bytes, connection)
                clock.blockUntil(clock.monotonicNow() + .milliseconds(20))
            }
        case .hang:
            var byte: UInt8 = 0
            // Ends when the other side closes.
            while recv(connection, &byte, 1, 0) > 0 {}
        }
    }

    private func send(_ bytes: [UInt8], _ connection: Int32) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            done += count
        }
    }
}
