public import LabModel

/// What a playlist may cost whoever reads it: nothing of an untrusted text is without a limit.
public struct PlaylistLimits: Hashable, Sendable {
    /// The most bytes of a playlist; at least 1.
    public var size = ByteCount(4 << 20)
    /// The most lines of a playlist, empty ones too.
    public var lines = 200_000
    /// The most bytes of a line.
    public var lineSize = ByteCount(16 << 10)
    /// The most segments of a playlist, skipped ones too.
    public var segments = 50_000
    /// The most parts of a playlist, and the most preload hints and rendition reports.
    public var parts = 20_000
    /// The most attributes of a tag.
    public var attributes = 64
    /// The most variants, and the most renditions, of a multivariant playlist.
    public var variants = 1_000

    /// The usual limits: days of segments, megabytes of text.
    public init() {}
}
