import HTTPTypes
import Hummingbird

/// Headers that every answer has: nothing is kept, nothing is run that this server did not send.
struct SafeHeaders: RouterMiddleware {
    typealias Context = LabRequestContext

    /// Scripts, styles and pictures come from this server; charts are SVG within pages, kept pictures are `data:`.
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    private static let fields: HTTPFields = {
        var fields: HTTPFields = [
            .contentSecurityPolicy: policy,
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [
            ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
        ] {
            if let name = HTTPField.Name(name) {
                fields[name] = value
            }
        }
        return fields
    }()

    func handle(
        _ request: Request,
        context: LabRequestContext,
        next: (Request, LabRequestContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in Self.fields {
            response.headers[field.name] = field.value
        }
        if response.headers[.cacheControl] == nil {
            response.headers[.cacheControl] = "no-store"
        }
        return response
    }
}
