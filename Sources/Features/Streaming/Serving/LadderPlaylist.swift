internal import HLS
internal import HTTPTypes
internal import Hummingbird
internal import LabModel
internal import NIOCore
internal import StreamHTTP

/// The multivariant playlist of a ladder: the stream itself and its further renditions, of all those that work.
struct LadderPlaylist {
    /// The playlist; nil while the codecs of some rendition are not known yet, and when none works.
    let playlist: MultivariantPlaylist?
    private let haveAllFailed: Bool

    /// Makes the playlist of this moment.
    /// - Returns: nil where there is no ladder.
    init?(_ outlets: StreamOutlets, settings: StreamSettings) {
        guard let ladder = outlets.ladder else { return nil }
        let own = outlets.fragments.flatMap {
            $0.counters.hasFailed ? nil : (rung: settings.ownRung, codecs: $0.codecs)
        }
        let further = ladder.renditions.filter(\.isWorking).map { (rung: $0.rung, codecs: $0.codecs) }
        let all = (own.map { [$0] } ?? []) + further
        haveAllFailed = all.isEmpty
        guard !all.isEmpty, all.allSatisfy({ $0.codecs != nil }) else {
            playlist = nil
            return
        }
        var made = MultivariantPlaylist(
            version: 9,
            variants: all.map { Self.variant($0.rung, codecs: $0.codecs, of: settings) }
        )
        made.hasIndependentSegments = true
        playlist = made
    }

    private static func variant(_ rung: LadderRung, codecs: String?, of settings: StreamSettings) -> VariantStream {
        let sound = settings.hasAudio ? SoundPipeline.highestRate.bitsPerSecond : 0
        func with(_ rate: DataRate) -> DataRate { DataRate(bitsPerSecond: rate.bitsPerSecond + sound) }
        let frameRate = settings.frameRate
        var variant = VariantStream(uri: "\(rung.name)/stream.m3u8", bandwidth: with(rung.highestRate(frameRate)))
        variant.averageBandwidth = with(rung.meanRate(frameRate))
        variant.resolution = rung.size
        variant.frameRate = frameRate
        variant.codecs = codecs.map { $0.split(separator: ",").map(String.init) } ?? []
        return variant
    }

    /// The playlist as a response; 503 while it cannot be told, 410 when nothing is left to tell of.
    var response: Response {
        guard !haveAllFailed else {
            return ErrorAnswer.response(.gone, what: "all renditions failed", remedy: "Start the streamer again.")
        }
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
