import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What the server says of itself.
enum ServerRoutes {
    private struct Session: Encodable {
        var csrfToken: String
        var needsToken: Bool
        var isSignedIn: Bool
        var version: String
        var database: String
    }

    static func all(_ dashboard: Dashboard) -> [APIRoute] {
        [session(dashboard), metrics(dashboard), health]
    }

    private static func session(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/session",
            summary: "What requests that change something have to carry as X-CSRF-Token.",
            answers: [APIAnswer(status: 200, text: "For this visitor.", schema: .named("Session"))]
        ) { _, context in
            let (visitor, frame) = (context.visitor, dashboard.frame(context.visitor))
            return try JSONAnswer.response(
                Session(
                    csrfToken: visitor.pageToken,
                    needsToken: visitor.needsToken,
                    isSignedIn: visitor.isSignedIn,
                    version: frame.version,
                    database: frame.database
                )
            )
        }
    }

    private static func metrics(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/metrics",
            summary: "Running runs, and the newest complete run of each provider, for Prometheus.",
            answers: [
                APIAnswer(
                    status: 200,
                    text: "Prometheus' text format.",
                    contentType: "text/plain",
                    schema: .text()
                )
            ]
        ) { _, _ in
            let content = try await dashboard.index.current()
            let text = LabMetricsText.encode(
                content,
                live: await dashboard.feed.snapshot(),
                viewers: dashboard.feed.viewers.count,
                measurements: dashboard.measurements.all
            )
            return Response(
                status: .ok,
                headers: [.contentType: LabMetricsText.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))
            )
        }
    }

    private static let health = APIRoute(
        method: .get,
        path: "/healthz",
        summary: "Whether the server answers; needs no token.",
        answers: [APIAnswer(status: 200, text: "It does.", schema: .named("Health"))]
    ) { _, _ in
        try JSONAnswer.response(["status": "ok"])
    }

    /// `/openapi.json`, which tells of all others.
    static func document(_ routes: [APIRoute]) throws -> APIRoute {
        var route = APIRoute(
            method: .get,
            path: "/openapi.json",
            summary: "This document.",
            answers: [APIAnswer(status: 200, text: "OpenAPI 3.1.", schema: .dictionary(.anything))]
        ) { _, _ in
            Response(status: .ok)
        }
        let text = ByteBuffer(string: try OpenAPIDocument.render(routes + [route]))
        route.handler = { _, _ in JSONAnswer.response(text) }
        return route
    }
}
