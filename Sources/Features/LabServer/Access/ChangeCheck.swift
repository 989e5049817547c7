import HTTPTypes
import Hummingbird
import NIOCore

/// Lets a request that changes something through only from a page of this server, or with the token itself; for who the
/// visitor is, ``AccessCheck`` comes before it.
struct ChangeCheck: RouterMiddleware {
    typealias Context = LabRequestContext

    /// The form field, or as `X-CSRF-Token` the header, that carries a page's own token.
    static let field = "csrf"
    /// The most bytes of a request's body.
    static let bodyLimit = 64 << 10

    let gatekeeper: Gatekeeper

    func handle(
        _ request: Request,
        context: LabRequestContext,
        next: (Request, LabRequestContext) async throws -> Response
    ) async throws -> Response {
        guard ![.get, .head, .options].contains(request.method) else { return try await next(request, context) }
        if let origin = request.headers[.origin], !HostRule.isSame(origin: origin, as: request.head.authority ?? "") {
            throw LabServerError.wrongOrigin(String(origin.prefix(100)))
        }
        var request = request
        let body = try await Self.body(of: &request)
        // Another page can make a browser send cookies, never this header.
        if request.bearer == nil || !context.visitor.isSignedIn || !gatekeeper.needsToken {
            try requirePageToken(request, body, session: context.visitor.session)
        }
        return try await next(request, context)
    }

    private func requirePageToken(_ request: Request, _ body: ByteBuffer, session: String?) throws(LabServerError) {
        let name = HTTPField.Name("X-CSRF-Token")
        let header = name.flatMap { request.headers[$0] }
        let isForm = request.headers[.contentType]?.hasPrefix(FormFields.contentType) == true
        let fields = isForm && header == nil ? try FormFields(body) : nil
        let given = header ?? fields?[Self.field]
        guard let given, gatekeeper.isPageToken(given, of: session) else { throw .noPageToken }
    }

    private static func body(of request: inout Request) async throws -> ByteBuffer {
        do {
            return try await request.collectBody(upTo: bodyLimit)
        } catch is NIOTooManyBytesError {
            throw LabServerError.tooLong(limit: bodyLimit)
        } catch let error as HTTPError where error.status == .contentTooLarge {
            throw LabServerError.tooLong(limit: bodyLimit)
        }
    }
}

extension Request {
    /// The token that it carries in `Authorization`, right or wrong; nil without one.
    var bearer: String? {
        guard let field = headers[.authorization], field.lowercased().hasPrefix("bearer ") else { return nil }
        return String(field.dropFirst(7))
    }
}
