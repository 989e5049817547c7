internal import Foundation
public import HTTPTypes
public import Hummingbird
internal import NIOCore

/// The JSON body of a failed request.
public enum ErrorAnswer {
    private struct Body: Encodable {
        var what: String
        var remedy: String?
    }

    /// Makes a response of `{"what":…,"remedy":…}`.
    /// - Parameters:
    ///   - status: the status.
    ///   - what: what went wrong, without a full stop.
    ///   - remedy: what to do next; nil leaves the key out.
    /// - Returns: the response.
    public static func response(
        _ status: HTTPResponse.Status,
        what: String,
        remedy: String?
    ) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = (try? encoder.encode(Body(what: what, remedy: remedy))) ?? Data("{}".utf8)
        return Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: text))
        )
    }
}
