public import HTTPTypes
public import Hummingbird

/// Keeps responses out of every cache: they are about the present, unless they say for themselves how long they hold.
public struct Uncacheable<Context: RequestContext>: RouterMiddleware {
    /// Makes the middleware.
    public init() {}

    /// Adds the headers to whatever the request gets.
    /// - Throws: what the rest of the chain throws.
    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard response.headers[.cacheControl] == nil else { return response }
        for field in UncacheableHeaders.fields {
            response.headers[field.name] = field.value
        }
        return response
    }
}

/// The headers that forbid keeping a response.
public enum UncacheableHeaders {
    /// The headers, for clients of HTTP 1.1 and 1.0.
    public static let fields: [HTTPField] = [
        HTTPField(name: .cacheControl, value: "no-cache, no-store, must-revalidate"),
        HTTPField(name: .pragma, value: "no-cache"),
        HTTPField(name: .expires, value: "0"),
    ]
}

extension HTTPField.Name {
    fileprivate static let pragma = HTTPField.Name("Pragma") ?? .cacheControl
}
