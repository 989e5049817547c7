public import LabModel

/// How a client chooses, fetches and gives up.
public struct LiveClientSettings: Hashable, Sendable {
    /// Whether parts, blocking reloads and delta updates are used where the server has them.
    ///
    /// Else whole segments are fetched and the playlist is polled, as a player does that knows nothing of low latency.
    public var lowLatency = true
    /// Which variant is fetched where there are several.
    public var variant = VariantChoice.highest
    /// What a playlist may cost.
    public var limits = PlaylistLimits()
    /// The most media requests at a time, from 2.
    public var mediaRequests = 6
    /// How often a failed media request is made again, where it is not a hinted one.
    public var mediaRetries = 2
    /// How long reloading may fail without a break before the client ends.
    public var giveUpAfter = Latency.seconds(10)
    /// How long an answer that need not wait may take.
    public var answerLimit = Latency.seconds(10)

    /// Low latency, the highest variant.
    public init() {}
}
