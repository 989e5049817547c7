import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers as JSON: keys in snake case and sorted, unknown values as `null`.
enum JSONAnswer {
    static let contentType = "application/json; charset=utf-8"

    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    static func bytes(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        response(ByteBuffer(bytes: try bytes(value)), status: status)
    }

    /// An answer of text that is JSON already.
    static func response(_ bytes: ByteBuffer, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: contentType],
            body: ResponseBody(byteBuffer: bytes)
        )
    }
}
