internal import HLS
internal import HTTPTypes
internal import Hummingbird
internal import LabModel
internal import NIOCore
internal import StreamHTTP

/// The multivariant playlist of a ladder: the stream itself and its further renditions that work.
struct LadderPlaylist {
    /// The playlist; nil while the codecs of some rendition are not known yet.
    let playlist: MultivariantPlaylist?

    /// Makes the playlist of this moment.
    /// - Returns: nil where there is no ladder.
    init?(_ outlets: StreamOutlets, settings: StreamSettings) {
        guard let ladder = outlets.ladder else { return nil }
        let working = ladder.renditions.filter { !$0.counters.hasFailed }
        let all =
            [(rung: settings.ownRung, codecs: outlets.fragments?.codecs)]
            + working.map { (rung: $0.rung, codecs: $0.codecs) }
        guard all.allSatisfy({ $0.codecs != nil }) else {
            playlist = nil
            return
        }
        var made = MultivariantPlaylist(
            version: 9,
            variants: all.map { Self.variant($0.rung, codecs: $0.codecs, frameRate: settings.frameRate) }
        )
        made.hasIndependentSegments = true
        playlist = made
    }

    private static func variant(_ rung: LadderRung, codecs: String?, frameRate: FrameRate) -> VariantStream {
        var variant = VariantStream(uri: "\(rung.name)/stream.m3u8", bandwidth: rung.highestRate(frameRate))
        variant.averageBandwidth = rung.meanRate(frameRate)
        variant.resolution = rung.size
        variant.frameRate = frameRate
        variant.codecs = codecs.map { [$0] } ?? []
        return variant
    }

    /// The playlist as a response; 503 while it cannot be told.
    var response: Response {
        guard let playlist else {
            var response = ErrorAnswer.response(
                .serviceUnavailable,
                what: "not all renditions have begun",
                remedy: "Try again in a second."
            )
            response.headers[.retryAfter] = "1"
            return response
        }
        return Response(
            status: .ok,
            headers: [.contentType: "application/vnd.apple.mpegurl"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: playlist.text))
        )
    }
}
