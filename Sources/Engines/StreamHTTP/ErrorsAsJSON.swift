internal import HTTPTypes
public import Hummingbird
internal import LabModel
internal import Logging

/// Turns whatever a request throws into `{"what","remedy"}` with a fitting status.
public struct ErrorsAsJSON<Context: RequestContext>: RouterMiddleware {
    /// Makes the middleware.
    public init() {}

    /// Answers errors instead of throwing them.
    public func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return ErrorAnswer.response(
                .notFound,
                what: "there is nothing at \(request.uri.path)",
                remedy: "Open / for a list of what is served here."
            )
        } catch let error as HTTPError {
            return ErrorAnswer.response(error.status, what: error.body ?? error.status.reasonPhrase, remedy: nil)
        } catch let error as any LabError {
            return ErrorAnswer.response(.internalServerError, what: error.what, remedy: error.remedy)
        } catch {
            context.logger.error("request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
            return ErrorAnswer.response(.internalServerError, what: "the server failed", remedy: "See its log.")
        }
    }
}
