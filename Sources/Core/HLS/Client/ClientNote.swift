/// Something that happened to a ``LiveClient`` and belongs into the run.
public struct ClientNote: Hashable, Sendable {
    /// What happened.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A variant was chosen, with its size and rate.
        case variantChosen = "variant_chosen"
        /// Another variant is fetched from some segment on.
        case variantChanged = "variant_changed"
        /// The variant's sound stands in a playlist of its own, which is not fetched.
        case audioLeftOut = "audio_left_out"
        /// Whole segments are fetched although parts were asked for.
        case partsMissing = "parts_missing"
        /// The playlist announces that the stream breaks off and goes on.
        case discontinuity = "discontinuity"
        /// Another map is needed from some segment on.
        case mapChanged = "map_changed"
        /// The server started again: its numbers went back, or other media bears the same numbers.
        case sequenceReset = "sequence_reset"
        /// Segments left the playlist before they were fetched, or the playlist calls them missing.
        case mediaMissed = "media_missed"
        /// A segment or part could not be fetched.
        case mediaFailed = "media_failed"
        /// An announced part never came.
        case hintBroken = "hint_broken"
        /// The playlist did not change for one and a half target durations.
        case playlistStale = "playlist_stale"
        /// A reload failed, or brought something that is no playlist.
        case reloadFailed = "reload_failed"
    }

    /// What happened.
    public var code: Code
    /// What happened, for people; never an address with its query.
    public var text: String

    /// Makes a note; each argument is the property of its name.
    public init(code: Code, text: String) {
        self.code = code
        self.text = text
    }
}

/// Why a ``LiveClient`` has nothing more to do.
public enum ClientEnd: Hashable, Sendable {
    /// The stream ended, and all of it was fetched.
    case ended
    /// A playlist cannot be used.
    case unusable(PlaylistError)
    /// The first playlist could not be fetched, or no reload succeeded for too long.
    case unreachable(FetchFailure)
}

/// Why a request failed.
public enum FetchFailure: Hashable, Sendable, CustomStringConvertible {
    /// The server answered with this status of HTTP, which is none of success.
    case status(Int)
    /// Nothing came within the request's patience.
    case timedOut
    /// Anything else, said for people: a connection that broke, a redirect that is not followed.
    case other(String)

    /// Why, for people.
    public var description: String {
        switch self {
        case .status(let status): "the server answered \(status)"
        case .timedOut: "no answer came in time"
        case .other(let text): text
        }
    }
}
