internal import Fanout
internal import Hummingbird
internal import LabModel
internal import StreamHTTP

/// The addresses at which a stream goes on for as long as it is watched.
enum LiveRoutes {
    static func add(to router: Router<StreamRequestContext>, _ answers: StreamAnswers) {
        let outlets = answers.outlets
        let codec = answers.stream.settings.codec
        add("/live.ts", outlets.transportStream?.broadcaster, type: "video/mp2t", to: router, answers) {
            cannotCarry(codec, what: "MPEG-TS", remedy: "Open /live.mp4, or stream with --codec h264 or hevc.")
        }
        add("/live.mp4", outlets.fragments?.broadcaster, type: "video/mp4", to: router, answers) {
            cannotCarry(codec, what: "MP4", remedy: "Open /live.mjpeg, or stream with --codec h264, hevc, vp9 or av1.")
        }
        add("/live.mjpeg", outlets.stills.broadcaster, type: MultipartStill.contentType, to: router, answers) {
            cannotCarry(codec, what: "JPEG", remedy: nil)
        }
    }

    /// 404 for what the stream's codec cannot be sent in.
    static func cannotCarry(_ codec: VideoCodec, what container: String, remedy: String?) -> Response {
        ErrorAnswer.response(.notFound, what: "\(container) does not carry \(codec.rawValue)", remedy: remedy)
    }

    private static func add(
        _ path: RouterPath,
        _ broadcaster: Broadcaster?,
        type: String,
        to router: Router<StreamRequestContext>,
        _ answers: StreamAnswers,
        otherwise: @escaping @Sendable () -> Response
    ) {
        let live = broadcaster.map { LiveEndpoint(broadcaster: $0, contentType: type, clock: answers.clock) }
        router.get(path) { request, context in
            try await live?.respond(to: request, context: context) ?? otherwise()
        }
    }
}
