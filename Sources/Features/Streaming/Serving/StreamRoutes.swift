internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import LabModel
internal import NIOCore
internal import StreamHTTP

/// The addresses of a streamer.
enum StreamRoutes {
    private static let json = "application/json; charset=utf-8"

    /// A router for all of them.
    static func router(_ answers: StreamAnswers) -> Router<StreamRequestContext> {
        let router = StreamServer.router()
        addSmall(to: router, answers)
        addClock(to: router, answers)
        LiveRoutes.add(to: router, answers)
        SegmentRoutes.add(to: router, answers)
        DashRoutes.add(to: router, answers)
        return router
    }

    private static func addSmall(to router: Router<StreamRequestContext>, _ answers: StreamAnswers) {
        router.get("/") { _, _ in
            response(answers.page(), "text/html; charset=utf-8")
        }
        router.get("/stream") { _, _ in
            response(try answers.description(), json)
        }
        router.get("/ping") { _, _ in
            response(Data("{\"message\":\"HELLO!\"}".utf8), json)
        }
        router.get("/get_params") { _, _ in
            response(try answers.parameters(), json)
        }
        router.get("/metrics") { _, _ in
            response(Data(answers.metrics().utf8), StreamerMetricsText.contentType)
        }
        router.get("/healthz") { _, _ in
            answers.status.hasKeyframe
                ? response(Data("{\"ok\":true}".utf8), json)
                : ErrorAnswer.response(
                    .serviceUnavailable,
                    what: "the first keyframe is not made yet",
                    remedy: "Try again in a moment."
                )
        }
    }

    private static func addClock(to router: Router<StreamRequestContext>, _ answers: StreamAnswers) {
        router.get("/clock") { request, _ in
            let t2 = answers.clock.now()
            guard let text = request.uri.queryParameters["t1"] else {
                return response(answers.time(t1: nil, t2: t2), json)
            }
            guard let nanoseconds = Int64(text) else {
                return ErrorAnswer.response(
                    .badRequest,
                    what: "t1 is no whole number of nanoseconds",
                    remedy: "Give nanoseconds since 1970, such as t1=1800000000000000000, or leave it out."
                )
            }
            return response(answers.time(t1: WallTime(nanoseconds: nanoseconds), t2: t2), json)
        }
    }

    private static func response(_ body: String, _ type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body))
        )
    }

    private static func response(_ body: Data, _ type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}
