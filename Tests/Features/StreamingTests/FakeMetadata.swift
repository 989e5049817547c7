import Foundation
import Machine

/// Not the real thing: stands for the metadata endpoint of an ECS task, which exists only inside such tasks.
final class FakeMetadata: Sendable {
    private let listener: TCPListener

    /// What `ECS_CONTAINER_METADATA_URI_V4` would say.
    var base: String { "http://127.0.0.1:\(listener.port)/v4/id" }

    /// Starts to serve.
    /// - Parameter answer: the JSON at a path; nil for 404.
    /// - Throws: `SocketError`.
    init(_ answer: @escaping @Sendable (_ path: String) -> String?) throws {
        let listener = try TCPListener.open()
        self.listener = listener
        _ = WorkerThread(name: "fake-metadata") {
            while let connection = listener.accept() {
                var buffer = [UInt8](repeating: 0, count: 4_096)
                let count = (try? buffer.withUnsafeMutableBytes { try connection.read(into: $0) }) ?? 0
                let words = String(decoding: buffer[..<count], as: UTF8.self).split(separator: " ")
                let body = words.count > 1 ? answer(String(words[1])) : nil
                let status = body == nil ? "404 Not Found" : "200 OK"
                let head = "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                try? Array((head + (body ?? "")).utf8).withUnsafeBytes { try connection.write($0) }
                connection.close()
            }
        }
    }

    func stop() {
        listener.close()
    }
}
