import Foundation
import LabModel
import Machine

/// One client of the WebDriver protocol: JSON over HTTP, a connection a command.
struct WebDriver: Sendable {
    /// The driver refused, or what it said is no answer.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// No answer is longer: a picture of a long page takes a few million bytes.
    static let answerLimit = 64 << 20
    /// A command that takes longer has failed.
    static let patience = Latency.seconds(300)

    /// Where the driver listens on 127.0.0.1.
    var port: Int

    /// Sends a command.
    ///
    /// - Parameters:
    ///   - method: `GET`, `POST` or `DELETE`.
    ///   - path: from `/session` on.
    ///   - body: a JSON object; nil for none.
    ///   - type: what to read from the answer's `value`.
    /// - Returns: the answer's `value`.
    /// - Throws: ``Failure`` with the driver's own words.
    func ask<Value: Decodable & Sendable>(
        _ method: String,
        _ path: String,
        _ body: String? = nil,
        as type: Value.Type
    ) async throws -> Value {
        let port = port
        let answer = await WorkerThread.run(name: "webdriver") {
            Result { try Self.exchange(Self.request(method, path, body), port: port) }
        }
        let bytes = try answer.get()
        do {
            return try JSONDecoder().decode(Answer<Value>.self, from: bytes).value
        } catch {
            let told = try? JSONDecoder().decode(Answer<Refusal>.self, from: bytes).value
            let words =
                told.map { "\($0.error): \($0.message)" } ?? String(decoding: bytes.prefix(2_000), as: UTF8.self)
            throw Failure(description: "\(method) \(path) gave \(words)")
        }
    }

    /// Sends a command whose answer says nothing.
    func tell(_ method: String, _ path: String, _ body: String? = nil) async throws {
        _ = try await ask(method, path, body, as: Nothing.self)
    }

    /// A text as a JSON string with its quotes.
    static func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    private struct Answer<Value: Decodable>: Decodable {
        var value: Value
    }

    private struct Refusal: Decodable {
        var error: String
        var message: String
    }

    /// Whatever is answered; a refusal is none.
    struct Nothing: Decodable {
        private enum Keys: String, CodingKey {
            case error
        }

        init(from decoder: any Decoder) throws {
            guard let fields = try? decoder.container(keyedBy: Keys.self), fields.contains(.error) else { return }
            throw DecodingError.dataCorruptedError(forKey: .error, in: fields, debugDescription: "refused")
        }
    }

    private static func request(_ method: String, _ path: String, _ body: String?) -> [UInt8] {
        let content = Array((body ?? "").utf8)
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        if body != nil {
            head += "Content-Type: application/json\r\nContent-Length: \(content.count)\r\n"
        }
        return Array((head + "\r\n").utf8) + content
    }

    private static func exchange(_ request: [UInt8], port: Int) throws -> Data {
        let connection = try TCPConnection.connect(host: "127.0.0.1", port: port, limit: patience)
        defer { connection.close() }
        connection.limitWaits(to: patience)
        try request.withUnsafeBytes { try connection.write($0) }
        var received = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while received.count < answerLimit {
            let count = try buffer.withUnsafeMutableBytes { try connection.read(into: $0) }
            guard count > 0 else { break }
            received.append(contentsOf: buffer[..<count])
            if let body = whole(received) { return body }
        }
        throw Failure(
            description: "the driver's answer ended early: \(String(decoding: received.prefix(400), as: UTF8.self))"
        )
    }

    /// The body of an answer, once all of it is there.
    private static func whole(_ received: Data) -> Data? {
        guard let end = received.firstRange(of: Data("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self).lowercased()
        let lengths = head.split(separator: "\r\n").compactMap { line -> Int? in
            guard line.hasPrefix("content-length:") else { return nil }
            return Int(line.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces))
        }
        guard let length = lengths.first, received.count - end.upperBound >= length else { return nil }
        return received[end.upperBound...].prefix(length)
    }
}
