/// A way from the streamer to the receiver: where the stream is pushed to, and where it is played from.
///
/// Its addresses may hold references to secrets, `${KEY}`; they are shown and stored so, and resolved only where they are
/// used. In them, `$$` stands for one `$`.
public struct Provider: Hashable, Sendable, Codable {
    /// Its name: 1 to 64 letters, digits, `.`, `_` and `-`.
    public var name: String
    /// Where the streamer pushes to, unresolved; empty where the provider fetches from the streamer.
    public var push: [String]
    /// Where the receiver plays from, unresolved: an address, or a path of the streamer's own such as `/live.ts`.
    public var playback: String
    /// How it is played.
    public var playbackProtocol: PlaybackProtocol
    /// What it costs; nil where nobody says.
    public var prices: PriceList?
    /// What its user wants to remember.
    public var notes: String?

    /// Makes a provider; each argument is the property of its name.
    public init(
        name: String,
        push: [String] = [],
        playback: String,
        playbackProtocol: PlaybackProtocol = .automatic,
        prices: PriceList? = nil,
        notes: String? = nil
    ) {
        self.name = name
        self.push = push
        self.playback = playback
        self.playbackProtocol = playbackProtocol
        self.prices = prices
        self.notes = notes
    }

    enum CodingKeys: String, CodingKey {
        case name, push, playback
        case playbackProtocol = "protocol"
        case prices, notes
    }

    /// Whether it is played from the streamer itself.
    public var isOwn: Bool {
        playback.hasPrefix("/")
    }
}
