import Foundation
import LabModel

/// Calls of the services that speak JSON with a header that names the operation.
struct JSONCaller: Sendable {
    let session: AWSSession
    /// What the header begins with.
    let target: String
    let contentType: String

    /// Asks; `patience` is how long the service may wait before it answers, besides the usual time.
    func call<Answer: Decodable>(
        _ operation: AWSOperation,
        _ body: some Encodable,
        patience: Latency = .zero
    ) async throws(AWSError) -> Answer {
        let endpoint = session.endpoints.endpoint(of: operation.service)
        var call = AWSCall(method: "POST", endpoint: endpoint, path: endpoint.path + "/")
        call.headers = [
            AWSCall.Field("content-type", contentType), AWSCall.Field("x-amz-target", "\(target).\(operation.name)"),
        ]
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            call.body = Array(try encoder.encode(body))
        } catch {
            throw .badArgument(operation: operation, reason: "\(error)")
        }
        let answer = try await session.send(operation, call, AWSSession.Sending(patience: patience))
        do {
            let bytes = answer.body.isEmpty ? Array("{}".utf8) : answer.body
            return try JSONDecoder().decode(Answer.self, from: Data(bytes))
        } catch {
            throw .unreadable(operation: operation, reason: JSONFault.text(of: error), requestID: answer.requestID)
        }
    }
}

/// An answer that says nothing more.
struct EmptyAnswer: Decodable {}

/// What is wrong with a JSON text, in a few words.
enum JSONFault {
    static func text(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) is of another kind"
        default: "it is no JSON"
        }
    }
}
