internal import Hummingbird
internal import HTTPTypes
internal import LabModel
internal import NIOCore
internal import StreamHTTP

/// The manifest at `/dash/stream.mpd`, whose segments are those below `/hls/`.
enum DashRoutes {
    static func add(to router: Router<StreamRequestContext>, _ answers: StreamAnswers) {
        router.get("/dash/stream.mpd") { _, _ in
            response(answers)
        }
    }

    private static func response(_ answers: StreamAnswers) -> Response {
        let settings = answers.stream.settings
        guard let fragments = answers.outlets.fragments else {
            return LiveRoutes.cannotCarry(
                settings.codec,
                what: "MP4",
                remedy: "Open /live.mjpeg, or stream with --codec h264, hevc, vp9 or av1."
            )
        }
        guard let mediaStart = fragments.mediaStart, let codecs = fragments.codecs,
            let text = manifest(answers, main: fragments, codecs: codecs, mediaStart: mediaStart).text
        else {
            var response = ErrorAnswer.response(
                .serviceUnavailable,
                what: "the first segment is not whole yet",
                remedy: "Try again in a second."
            )
            response.headers[.retryAfter] = "1"
            return response
        }
        return Response(
            status: .ok,
            headers: [.contentType: "application/dash+xml"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    private static func manifest(
        _ answers: StreamAnswers,
        main: ContainerOutlet,
        codecs: String,
        mediaStart: WallTime
    ) -> DashManifest {
        let settings = answers.stream.settings
        let own = DashManifest.Rendition(
            folder: "../hls/",
            rung: settings.ownRung,
            codecs: codecs,
            window: main.segments.window
        )
        let working = answers.outlets.ladder?.renditions.filter { !$0.counters.hasFailed } ?? []
        let further = working.map { rendition in
            DashManifest.Rendition(
                folder: "../hls/\(rendition.rung.name)/",
                rung: rendition.rung,
                codecs: rendition.codecs ?? codecs,
                window: rendition.segments.window
            )
        }
        return DashManifest(
            renditions: [own] + further,
            frameRate: settings.frameRate,
            mediaStart: mediaStart,
            now: answers.clock.now()
        )
    }
}
