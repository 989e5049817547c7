internal import HLS
internal import HTTPTypes
internal import Hummingbird
internal import LabModel
internal import NIOCore

/// The form of a playlist that was asked for.
struct PlaylistForm: Hashable {
    var isLowLatency: Bool
    var skips: Bool
}

/// A playlist as text, and what it shows: which version of the window, and how far other renditions were.
struct RenderedPlaylist {
    var version: Int
    var reports: [RenditionReport]
    var text: ByteBuffer
}

/// Responses about segments, with the lifetimes in caches that appendix B of the draft recommends.
enum SegmentAnswers {
    static func playlist(_ text: ByteBuffer, isBlocking: Bool, settings: LiveWindowSettings) -> Response {
        let target = settings.targetDuration.seconds
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/vnd.apple.mpegurl",
                .cacheControl: lifetime(isBlocking ? 6 * target : target / 2),
            ],
            body: ResponseBody(byteBuffer: text)
        )
    }

    static func media(_ pieces: [[UInt8]], name: String, settings: LiveWindowSettings) -> Response {
        var body = ByteBuffer()
        body.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        for piece in pieces {
            body.writeBytes(piece)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: settings.container == .fragmentedMP4 ? "video/mp4" : "video/mp2t",
                .cacheControl: lifetime(6 * settings.targetDuration.seconds) + ", immutable",
            ],
            body: ResponseBody(byteBuffer: body)
        )
    }

    static func missing(_ path: String, settings: LiveWindowSettings) -> Response {
        var response = ErrorAnswer.response(
            .notFound,
            what: "there is nothing at \(path), or no longer",
            remedy: "Load the playlist again."
        )
        response.headers[.cacheControl] = lifetime(settings.targetDuration.seconds)
        return response
    }

    static func refused(status: Int, why: String, settings: LiveWindowSettings) -> Response {
        var response = ErrorAnswer.response(
            HTTPResponse.Status(code: status),
            what: why,
            remedy: "Load the playlist again, without a query."
        )
        if status == 404 {
            response.headers[.cacheControl] = lifetime(settings.targetDuration.seconds)
        } else if status == 503 {
            response.headers[.retryAfter] = "1"
        }
        return response
    }

    static func failed(_ path: String, settings: LiveWindowSettings) -> Response {
        var response = ErrorAnswer.response(
            .gone,
            what: "what was at \(path) failed, and will not come back",
            remedy: "Open another rendition, or start the streamer again; its log says why."
        )
        response.headers[.cacheControl] = lifetime(settings.targetDuration.seconds)
        return response
    }

    static func unavailable(_ why: String) -> Response {
        var response = ErrorAnswer.response(.serviceUnavailable, what: why, remedy: "Try again in a second.")
        response.headers[.retryAfter] = "1"
        return response
    }

    /// Whole seconds, rounded down; less than one may not be kept without asking.
    private static func lifetime(_ seconds: Double) -> String {
        seconds < 1 ? "no-cache" : "max-age=\(Int(seconds))"
    }
}
