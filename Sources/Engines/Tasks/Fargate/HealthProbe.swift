import Foundation
import LabModel
import Machine

/// Asks a streamer once whether it serves, and which stream.
struct HealthProbe: Sendable {
    let host: String
    let port: Int
    /// How long connecting and each read may take, and twice that a whole answer.
    let limit: Latency
    let clock: any LabClock

    /// What came of a question.
    enum Outcome: Hashable, Sendable {
        /// It serves the stream.
        case serves(StreamID)
        /// It does not, for a reason.
        case fails(String)
    }

    /// The longest answer that is read, in bytes.
    private static let longest = 65_536

    /// Asks, on a thread of its own.
    func ask() async -> Outcome {
        await WorkerThread.run(name: "probe") {
            do {
                guard try status("/healthz").status == 200 else { return .fails("it is not ready yet") }
                let stream = try status("/stream")
                guard stream.status == 200, let id = Self.streamID(in: stream.body) else {
                    return .fails("something else answers there")
                }
                return .serves(id)
            } catch {
                return .fails((error as? SocketError)?.what ?? "\(error)")
            }
        }
    }

    private func status(_ path: String) throws -> (status: Int, body: Data) {
        let connection = try TCPConnection.connect(host: host, port: port, limit: limit)
        defer { connection.close() }
        connection.limitWaits(to: limit)
        let request = Array("GET \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\nConnection: close\r\n\r\n".utf8)
        try request.withUnsafeBytes { try connection.write($0) }
        let deadline = clock.monotonicNow() + limit + limit
        var answer = Data()
        var piece = [UInt8](repeating: 0, count: 8_192)
        while answer.count < Self.longest, clock.monotonicNow() < deadline {
            let count = try piece.withUnsafeMutableBytes { try connection.read(into: $0) }
            guard count > 0 else { break }
            answer += piece.prefix(count)
        }
        return Self.parts(of: answer)
    }

    /// The status and the body of an answer that is not chunked.
    static func parts(of answer: Data) -> (status: Int, body: Data) {
        guard let end = answer.firstRange(of: Data("\r\n\r\n".utf8)) else { return (0, Data()) }
        let first = String(decoding: answer[..<end.lowerBound].prefix { $0 != 13 }, as: UTF8.self)
        let words = first.split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return (0, Data()) }
        return (status, Data(answer[end.upperBound...]))
    }

    private static func streamID(in body: Data) -> StreamID? {
        struct Description: Decodable {
            var streamID: StreamID

            enum CodingKeys: String, CodingKey {
                case streamID = "stream_id"
            }
        }
        return try? JSONDecoder().decode(Description.self, from: body).streamID
    }
}
