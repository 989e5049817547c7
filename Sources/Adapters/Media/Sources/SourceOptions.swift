public import LabModel

/// How a source is opened and how long it may keep us waiting.
public struct SourceOptions: Hashable, Sendable {
    /// From asking to the first access unit's stream being known.
    public var openTimeout: Latency
    /// How long one read may bring nothing.
    public var readTimeout: Latency
    /// libav's name of the container, such as `mpegts`; nil to find out.
    public var formatHint: String?
    /// Stretches between media reads of at least this length are listed as gaps.
    public var gapThreshold: Latency
    /// Whether libav fetches what an HLS playlist names; else such a playlist is an error,
    /// ``MediaError/playlist(address:)``.
    public var opensPlaylists = true
    /// Whether redirects to another host or port are followed.
    ///
    /// Else they are an error, ``MediaError/ledElsewhere(address:target:)``. What a manifest names is no redirect.
    public var leavesServer = true
    /// Whether the first sound of the source is handed out, too.
    public var wantsSound = false

    /// Makes options.
    public init(
        openTimeout: Latency = .seconds(10),
        readTimeout: Latency = .seconds(10),
        formatHint: String? = nil,
        gapThreshold: Latency = .seconds(1)
    ) {
        self.openTimeout = openTimeout
        self.readTimeout = readTimeout
        self.formatHint = formatHint
        self.gapThreshold = gapThreshold
    }
}
