import HLS
import LabModel

/// What the playlists of a reception have said so far.
struct HLSFacts {
    /// Just before the first request for media; nil before it.
    var mediaAsked: WallTime?
    /// Where a player would begin, and when its playlist came; nil before the first media playlist.
    var start: (start: ClientStart, at: WallTime)?
    /// The time from target to target; nil before the first media playlist.
    var target: Latency?
    /// The same of parts, where parts are fetched.
    var partTarget: Latency?
    /// Whether the stream had already ended when it was first looked at; nil before that.
    var isRecorded: Bool?
    /// The name of the variant that is fetched; nil where there is but one stream.
    var variant: String?

    /// No media byte for this long is a stall.
    var stall: Latency {
        let piece = partTarget ?? target ?? .zero
        return max(.seconds(1), piece + piece)
    }
}
