/// A playlist of HTTP Live Streaming as RFC 8216bis defines it: of one stream's media, or of the forms a stream comes in.
public enum Playlist: Hashable, Sendable {
    /// Segments, and with low latency parts, of one rendition.
    case media(MediaPlaylist)
    /// The variants of a stream.
    case multivariant(MultivariantPlaylist)

    /// Reads a playlist.
    ///
    /// Tags that are not known are passed over, as section 6.3.1 asks. A playlist that needs a key is refused.
    /// - Parameters:
    ///   - bytes: UTF-8, with or without carriage returns.
    ///   - limits: what an untrusted text may cost.
    /// - Returns: what the text says; delta updates as they are.
    /// - Throws: ``PlaylistError`` with the number of the line at fault.
    public static func parse(
        _ bytes: some Collection<UInt8>,
        limits: PlaylistLimits = PlaylistLimits()
    ) throws(PlaylistError) -> Playlist {
        let lines = try PlaylistLines(bytes, limits: limits)
        return try lines.isMultivariant
            ? .multivariant(MultivariantReader.read(lines, limits: limits))
            : .media(MediaReader.read(lines, limits: limits))
    }

    /// The playlist as it is served: lines that end in a line feed.
    public var text: String {
        switch self {
        case .media(let playlist): playlist.text
        case .multivariant(let playlist): playlist.text
        }
    }
}
