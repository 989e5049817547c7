internal import HTTPTypes
public import Hummingbird

/// Lets pages of other origins read every response: players in browsers need no more than that, and nothing is secret.
public struct OpenToPages<Context: RequestContext>: RouterMiddleware {
    /// Makes the middleware.
    public init() {}

    /// Adds the header to whatever the request gets.
    /// - Throws: what the rest of the chain throws.
    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.accessControlAllowOrigin] = "*"
        return response
    }
}
