import Hummingbird

/// A request as the dashboard's routes see it, and who sends it.
struct LabRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who sends it, once that was found out.
    var visitor = Visitor()

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    /// A request that came by no connection.
    init(offline source: some RequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}

/// Who sends a request.
struct Visitor: Hashable, Sendable {
    /// Whether requests need a token at all.
    var needsToken = false
    /// Whether this one may see everything: it carries the token, or none is needed.
    var isSignedIn = false
    /// The session that it belongs to; nil without one.
    var session: String?
    /// What forms of this visitor's pages carry, in the field `csrf`; hexadecimal digits.
    var pageToken = ""

    /// Somebody who was not let in: for them there is a form to sign in at most.
    static let stranger: Visitor = {
        var visitor = Visitor()
        visitor.needsToken = true
        return visitor
    }()
}
