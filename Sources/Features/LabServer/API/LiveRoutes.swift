import Foundation
import HTTPTypes
import Hummingbird
import LabModel
import NIOCore

/// `/api/live` and `/api/live/now`.
enum LiveRoutes {
    static func all(_ dashboard: Dashboard) -> [APIRoute] {
        [feed(dashboard), now(dashboard)]
    }

    private static func feed(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/live",
            summary: "What is measured now, by any process, as server-sent events: first `snapshot` with each run's "
                + "steps so far, then at most 5 `update` a second with those that came or changed, each a LiveSnapshot; "
                + "`snapshot` again for a viewer that did not take all of them. "
                + "A run that is missing has ended.",
            answers: [
                APIAnswer(
                    status: 200,
                    text: "Events, until the viewer leaves or takes none any more.",
                    contentType: "text/event-stream",
                    schema: .text()
                )
            ]
        ) { request, _ in
            let messages = try await dashboard.feed.follow()
            let body = ResponseBody { writer in
                for await message in messages {
                    try await writer.write(message)
                }
                try await writer.finish(nil)
            }
            return Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
        }
    }

    private static func now(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/live/now",
            summary: "What is measured now, once.",
            answers: [APIAnswer(status: 200, text: "All running runs.", schema: .named("LiveSnapshot"))]
        ) { _, _ in
            try JSONAnswer.response(await dashboard.feed.snapshot())
        }
    }
}
