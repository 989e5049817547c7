public import LabModel

/// What the caller of a ``LiveClient`` has to do.
public enum ClientAction: Hashable, Sendable {
    /// Fetch a playlist, whole, and hand it to ``LiveClient/received(playlist:of:finalURL:at:)``.
    case playlist(PlaylistRequest)
    /// Fetch media, hand its bytes on as they come, and then tell ``LiveClient/finished(media:size:at:)``.
    case media(MediaRequest)
    /// Stop a request of either kind; nothing needs to be told about it afterwards. Its place in line stays until
    /// ``passOver(place:)``.
    case cancel(id: Int)
    /// Nothing comes, or nothing more, at this place in line: hand on what stands behind it.
    case passOver(place: Int)
    /// What the playlist now tells about media that was asked for by a hint.
    case listed(MediaListing)
    /// Something happened that belongs into the run.
    case note(ClientNote)
    /// There is nothing more to do; always the last action.
    case end(ClientEnd)
}

/// A playlist to be fetched.
public struct PlaylistRequest: Hashable, Sendable {
    /// Names the request; never used twice, by media neither.
    public var id: Int
    /// The address, with delivery directives where the server knows them.
    public var url: String
    /// Whether the server holds the answer back until something is new.
    public var isBlocking: Bool
    /// The segment and the part that a blocking request waits for; nil where it waits for nothing.
    public var waitsFor: MediaPlace?
    /// How long the whole answer may take before it has failed.
    public var patience: Latency
}

/// A segment, or a part of one, by its numbers.
public struct MediaPlace: Hashable, Sendable {
    /// The segment's media sequence number.
    public var sequence: Int
    /// The part's place in its segment, from 0; nil for the whole segment.
    public var part: Int?

    /// Makes a place; each argument is the property of its name.
    public init(sequence: Int, part: Int? = nil) {
        self.sequence = sequence
        self.part = part
    }
}

/// A map, a segment or a part to be fetched.
public struct MediaRequest: Hashable, Sendable {
    /// What is fetched.
    public enum Kind: Hashable, Sendable {
        /// What a decoder needs before the segments; the first of its stretch.
        case map
        /// A segment or a part.
        case media
    }

    /// Names the request; never used twice, by playlists neither.
    public var id: Int
    /// The address.
    public var url: String
    /// Which bytes of it; nil for all.
    ///
    /// A server that answers 200 instead of 206 sends all: then the caller cuts.
    public var byteRange: ByteSpan?
    /// What is fetched.
    public var kind: Kind
    /// The place in line: bytes are handed on by rising place, whatever arrives first.
    ///
    /// A failed request that is made again has the same place and another id.
    public var place: Int
    /// Counts what must not be joined: bytes of one stretch are one stream with one map; another stretch begins a new one.
    public var stretch: Int
    /// Which segment, and which part of it; of a map, the first that needs it.
    public var media: MediaPlace
    /// How long it lasts, as the playlist says; nil for a map and for what was only announced.
    public var duration: Latency?
    /// The wall-clock time of its first picture, told or counted from the segment's; nil where nothing tells it.
    public var programTime: WallTime?
    /// Whether a preload hint announced it and no playlist lists it yet.
    public var isHinted: Bool
    /// When the playlist that named it arrived.
    public var playlistArrival: MonotonicTime
    /// The variant's name; nil where there is but one stream.
    public var variant: String?
    /// How long the whole answer may take before it has failed.
    public var patience: Latency
}

/// What a playlist tells about media that was asked for by a hint.
public struct MediaListing: Hashable, Sendable {
    /// The request.
    public var id: Int
    /// How long it lasts.
    public var duration: Latency
    /// The wall-clock time of its first picture, told or counted from the segment's; nil where nothing tells it.
    public var programTime: WallTime?
}
