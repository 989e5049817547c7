import HTTPTypes
import Hummingbird

/// Lets a request through that was meant for this server, by somebody who may, and notes who that is.
struct AccessCheck: RouterMiddleware {
    typealias Context = LabRequestContext

    let gatekeeper: Gatekeeper
    let hosts: HostRule

    func handle(
        _ request: Request,
        context: LabRequestContext,
        next: (Request, LabRequestContext) async throws -> Response
    ) async throws -> Response {
        let host = request.head.authority ?? ""
        guard hosts.allows(host) else { throw LabServerError.wrongHost(String(host.prefix(100))) }
        guard !Self.isOfAnotherSite(request.headers) else { throw LabServerError.otherSite }
        let session = request.cookies[Gatekeeper.cookie]?.value
        var context = context
        context.visitor = visitor(session: session, bearer: request.bearer)
        if !context.visitor.isSignedIn, !Self.isOpen(request) {
            guard request.method == .get, request.headers[.accept]?.contains("text/html") == true else {
                throw LabServerError.notSignedIn
            }
            return Self.toLogin(request)
        }
        return try await next(request, context)
    }

    /// Whether a page of another site had its browser load something; people may follow its links.
    private static func isOfAnotherSite(_ headers: HTTPFields) -> Bool {
        guard let site = field("Sec-Fetch-Site", headers), ["cross-site", "same-site"].contains(site) else {
            return false
        }
        // A frame within the page navigates too.
        return field("Sec-Fetch-Mode", headers) != "navigate"
            || field("Sec-Fetch-Dest", headers).map { $0 != "document" } == true
    }

    private static func field(_ name: String, _ headers: HTTPFields) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    private func visitor(session: String?, bearer: String?) -> Visitor {
        var visitor = Visitor()
        visitor.needsToken = gatekeeper.needsToken
        visitor.session = session.flatMap { gatekeeper.knows($0) ? $0 : nil }
        visitor.isSignedIn =
            !gatekeeper.needsToken || visitor.session != nil || (bearer.map { gatekeeper.isToken($0.utf8) } ?? false)
        visitor.pageToken = gatekeeper.pageToken(of: visitor.session)
        return visitor
    }

    /// What may be asked for without the token: where it is asked for itself, and how those pages look.
    private static func isOpen(_ request: Request) -> Bool {
        let path = request.uri.path
        return ["/login", "/healthz"].contains(path) || path.hasPrefix("/assets/")
    }

    private static func toLogin(_ request: Request) -> Response {
        .redirect(to: "/login?next=\(FormFields.escaped(request.uri.string))", type: .normal)
    }
}
