/// The forms in which a stream comes, each with a playlist of its own.
public struct MultivariantPlaylist: Hashable, Sendable {
    /// The version of the format, from 1.
    public var version: Int
    /// Whether each segment of every variant can be decoded without those before it.
    public var hasIndependentSegments = false
    /// The variants, the preferred one first.
    public var variants: [VariantStream] = []
    /// Alternative sounds, pictures and texts.
    public var renditions: [AlternativeRendition] = []
    /// Where a player should begin; nil where it may choose.
    public var start: PlaylistStart?

    /// Makes a playlist of variants.
    public init(version: Int, variants: [VariantStream] = []) {
        self.version = version
        self.variants = variants
    }
}
