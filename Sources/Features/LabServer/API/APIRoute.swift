import HTTPTypes
import Hummingbird

/// One address of the API: what answers it, and what `/openapi.json` says of it.
struct APIRoute: Sendable {
    typealias Handler = @Sendable (Request, LabRequestContext) async throws -> Response

    var method: HTTPRequest.Method
    /// With parameters in braces, such as `/api/runs/{name}`.
    var path: String
    /// What it does, as a sentence.
    var summary: String
    var parameters: [APIParameter] = []
    /// What the body has to be; nil for none.
    var body: APISchema?
    /// What it answers; those of ``APIAnswer/always`` are added.
    var answers: [APIAnswer]
    var handler: Handler

    /// The methods that an address takes, in alphabetical order; empty where there is no such address.
    static func methods(at path: String, of routes: [APIRoute]) -> [String] {
        let found = routes.filter { $0.matches(path) }.map(\.method.rawValue)
        return Array(Set(found + (found.contains("GET") ? ["HEAD"] : []))).sorted()
    }

    private func matches(_ other: String) -> Bool {
        let (mine, given) = (path.split(separator: "/"), other.split(separator: "/"))
        return mine.count == given.count && zip(mine, given).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}

/// What a request may say in its address.
struct APIParameter: Hashable, Sendable {
    enum Place: String, Sendable {
        case path, query
    }

    var name: String
    var place = Place.query
    var isRequired = false
    var text: String
    var schema: APISchema
}

/// One status that an address answers with.
struct APIAnswer: Hashable, Sendable {
    var status: Int
    var text: String
    var contentType = "application/json"
    var schema: APISchema

    /// What any address may answer.
    static let always = [
        problem(400, "A parameter or the body is not what it should be."),
        problem(401, "The token is missing or wrong."),
        problem(403, "A page of another site sent the request."),
        problem(405, "The address takes no such method."),
        problem(421, "The request was meant for another server."),
        problem(500, "The server failed."),
        problem(503, "The store is locked, or too many ask: try again in a few seconds."),
    ]

    static func problem(_ status: Int, _ text: String) -> APIAnswer {
        APIAnswer(status: status, text: text, schema: .named("Problem"))
    }
}
