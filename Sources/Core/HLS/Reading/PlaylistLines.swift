struct PlaylistLines {
    var isMultivariant: Bool { false }
    init(_ bytes: some Collection<UInt8>, limits: PlaylistLimits) throws(PlaylistError) {
        throw .noTargetDuration
    }
}
enum MediaReader {
    static func read(_ lines: PlaylistLines, limits: PlaylistLimits) throws(PlaylistError) -> MediaPlaylist {
        throw .noTargetDuration
    }
}
enum MultivariantReader {
    static func read(_ lines: PlaylistLines, limits: PlaylistLimits) throws(PlaylistError) -> MultivariantPlaylist {
        throw .noTargetDuration
    }
}
extension MediaPlaylist {
    /// The playlist as it is served.
    public var text: String { "" }
}
extension MultivariantPlaylist {
    /// The playlist as it is served.
    public var text: String { "" }
}
