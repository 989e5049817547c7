import Comparing
import Estimation
import HTTPTypes
import Hummingbird
import LabModel
import Logging
import RunStore

/// Turns whatever a request throws into `{"error":{"what","place","remedy"}}`, or for people into a page.
struct ErrorAnswers: RouterMiddleware {
    typealias Context = LabRequestContext

    /// What the addresses of the API take, to tell a wrong method from a wrong address.
    let routes: [APIRoute]
    /// What stands around the page that tells of it, for somebody of whom so much is known.
    let frame: @Sendable (Visitor) async -> DashboardData.Frame

    private struct Body: Encodable {
        var error: DashboardData.Problem
    }

    func handle(
        _ request: Request,
        context: LabRequestContext,
        next: (Request, LabRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let (told, status) = explained(error, request, context)
            var response = try await answer(DashboardData.Problem(told), status, request, context)
            if case .wrongMethod = told as? LabServerError {
                response.headers[.allow] = APIRoute.methods(at: request.uri.path, of: routes).joined(separator: ", ")
            }
            if status == .unauthorized {
                response.headers[.wwwAuthenticate] = "Bearer"
            }
            if status == .serviceUnavailable {
                response.headers[.retryAfter] = "5"
            }
            return response
        }
    }

    private func answer(
        _ problem: DashboardData.Problem,
        _ status: HTTPResponse.Status,
        _ request: Request,
        _ context: LabRequestContext
    ) async throws -> Response {
        let path = request.uri.path
        let isForPrograms = path.hasPrefix("/api/") || ["/metrics", "/healthz", "/openapi.json"].contains(path)
        guard !isForPrograms, request.headers[.accept]?.contains("text/html") == true else {
            return try JSONAnswer.response(Body(error: problem), status: status)
        }
        return PageRoutes.problem(
            DashboardData.ProblemPage(frame: await frame(context.visitor), status: status.code, problem: problem)
        )
    }

    /// The error in the lab's words, and the status that says so.
    private func explained(
        _ error: any Error,
        _ request: Request,
        _ context: LabRequestContext
    ) -> (any LabError, HTTPResponse.Status) {
        let path = String(request.uri.path.prefix(200))
        switch error {
        case let error as LabServerError: return (error, error.status)
        case let error as RunStoreError: return (error, error.status)
        case let error as ComparingError: return (error, error.status)
        case let error as HTTPError where error.status == .notFound:
            let methods = APIRoute.methods(at: request.uri.path, of: routes)
            let told: LabServerError =
                methods.isEmpty ? .noSuchPage(path: path) : .wrongMethod(request.method.rawValue, path: path)
            return (told, told.status)
        case let error as HTTPError: return (LabServerError.badBody(reason: error.status.reasonPhrase), error.status)
        case let error as any LabError:
            // What a person asked for does not exist or cannot be compared: all else has a case above.
            return (error, error.exitStatus == .transient ? .serviceUnavailable : .unprocessableContent)
        default:
            context.logger.error("request failed", metadata: ["error": "\(error)", "path": "\(path)"])
            return (LabServerError.broken, .internalServerError)
        }
    }
}

extension LabServerError {
    var status: HTTPResponse.Status {
        switch self {
        case .noSuchPage, .noSuchMeasurement: .notFound
        case .wrongMethod: .methodNotAllowed
        case .notSignedIn: .unauthorized
        case .wrongHost: .misdirectedRequest
        case .wrongOrigin, .otherSite, .noPageToken: .forbidden
        case .badParameter, .badBody: .badRequest
        case .wrongType: .unsupportedMediaType
        case .tooLong: .contentTooLarge
        case .busy: .serviceUnavailable
        case .measuring: .conflict
        case .notStarted, .broken, .openToOthers, .unreadableToken, .exposedToken, .weakToken: .internalServerError
        }
    }
}

extension ComparingError {
    var status: HTTPResponse.Status {
        switch self {
        case .noSuchRuns, .noSuchSweep, .noSuchProvider: .notFound
        case .noneComplete, .noneEnded, .tooManyRuns, .nothingStored: .unprocessableContent
        }
    }
}

extension RunStoreError {
    var status: HTTPResponse.Status {
        switch self {
        case .noSuchRun: .notFound
        case .wrongID: .badRequest
        case .locked, .unsteady: .serviceUnavailable
        case .tooManySamples: .unprocessableContent
        default: .internalServerError
        }
    }
}
