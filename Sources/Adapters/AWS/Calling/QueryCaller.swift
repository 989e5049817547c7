import LabModel

/// Calls of the services that take a form and answer XML.
struct QueryCaller: Sendable {
    let session: AWSSession
    let version: String

    /// Asks, and gives the answer's outermost element.
    func call(_ operation: AWSOperation, _ fields: [(String, String)]) async throws(AWSError) -> XMLElement {
        let endpoint = session.endpoints.endpoint(of: operation.service)
        var call = AWSCall(method: "POST", endpoint: endpoint, path: endpoint.path + "/")
        call.headers = [AWSCall.Field("content-type", "application/x-www-form-urlencoded; charset=utf-8")]
        let pairs = [("Action", operation.name), ("Version", version)] + fields
        let form = pairs.map { "\(URIText.encoded($0.0))=\(URIText.encoded($0.1))" }.joined(separator: "&")
        call.body = Array(form.utf8)
        let answer = try await session.send(operation, call, AWSSession.Sending())
        do {
            return try XMLElement(parsing: answer.body)
        } catch {
            throw .unreadable(operation: operation, reason: "\(error)", requestID: answer.requestID)
        }
    }
}
