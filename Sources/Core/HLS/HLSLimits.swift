/// What a playlist may cost whoever reads it: nothing of an untrusted text is without a limit.
public enum HLSLimits {
    /// The most bytes of a playlist.
    public static let playlistBytes = 4 << 20
}
