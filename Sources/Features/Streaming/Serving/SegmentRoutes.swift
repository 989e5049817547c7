internal import HLS
internal import HTTPTypes
internal import Hummingbird
internal import LabModel
internal import NIOCore
internal import StreamHTTP

/// The addresses of playlists, segments and parts.
///
/// ```text
/// stream.m3u8  s12.m4s  s12.3.m4s  init.mp4      fragmented MP4 with parts; with a ladder the multivariant playlist
/// ts.m3u8  s12.ts                                MPEG-TS
/// 480p/stream.m3u8  480p/s12.m4s …               a rendition of the ladder
/// ```
enum SegmentRoutes {
    static func add(to router: Router<StreamRequestContext>, _ answers: StreamAnswers) {
        for folder in ["hls", "video"] {
            router.get("/\(folder)/**") { request, context in
                await answer(context.parameters.getCatchAll().map(String.init), request, context, answers)
            }
        }
    }

    private static func answer(
        _ path: [String],
        _ request: Request,
        _ context: StreamRequestContext,
        _ answers: StreamAnswers
    ) async -> Response {
        let outlets = answers.outlets
        let settings = answers.stream.settings
        guard let name = path.last, path.count <= 2 else { return nothing(at: request.uri.path) }
        if name == "ts.m3u8" || name.hasSuffix(".ts") {
            guard let origin = outlets.transportStream?.segments else {
                return LiveRoutes.cannotCarry(
                    settings.codec,
                    what: "MPEG-TS",
                    remedy: "Open /hls/stream.m3u8, or stream with --codec h264 or hevc."
                )
            }
            guard path.count == 1 else { return nothing(at: request.uri.path) }
            return name == "ts.m3u8"
                ? await origin.playlist(request, context: context, isLowLatency: false)
                : await origin.resource(name, request, context: context)
        }
        guard let main = outlets.fragments?.segments else {
            return LiveRoutes.cannotCarry(
                settings.codec,
                what: "MP4",
                remedy: "Open /live.mjpeg, or stream with --codec h264, hevc, vp9 or av1."
            )
        }
        if path == ["stream.m3u8"], let playlist = LadderPlaylist(outlets, settings: settings) {
            return playlist.response
        }
        guard let origin = path.count == 1 ? main : rendition(path[0], outlets: outlets, settings: settings) else {
            return nothing(at: request.uri.path)
        }
        return name == "stream.m3u8"
            ? await origin.playlist(request, context: context, siblings: siblings(of: path, outlets, settings))
            : await origin.resource(name, request, context: context)
    }

    private static func rendition(
        _ name: String,
        outlets: StreamOutlets,
        settings: StreamSettings
    ) -> SegmentOrigin? {
        guard let ladder = outlets.ladder else { return nil }
        if name == settings.ownRung.name {
            return outlets.fragments?.segments
        }
        return ladder.renditions.first { $0.rung.name == name }?.segments
    }

    /// What the ladder makes besides one rendition; nothing where there is no ladder.
    private static func siblings(
        of path: [String],
        _ outlets: StreamOutlets,
        _ settings: StreamSettings
    ) -> [SiblingRendition] {
        guard let ladder = outlets.ladder, let main = outlets.fragments?.segments else { return [] }
        let own = [(name: settings.ownRung.name, origin: main)]
        let all = own + ladder.renditions.map { (name: $0.rung.name, origin: $0.segments) }
        return all.filter { $0.name != path.first }
            .map { SiblingRendition(uri: "../\($0.name)/stream.m3u8", origin: $0.origin) }
    }

    private static func nothing(at path: String) -> Response {
        ErrorAnswer.response(
            .notFound,
            what: "there is nothing at \(path)",
            remedy: "Open / for a list of what is served here."
        )
    }
}
