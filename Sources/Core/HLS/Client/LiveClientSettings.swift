public import LabModel

/// How a client chooses, fetches and gives up.
public struct LiveClientSettings: Hashable, Sendable {
    /// Whether parts are used where the server has them; else only whole segments are fetched.
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

/// Which of several variants is fetched.
public enum VariantChoice: Hashable, Sendable {
    /// That of the highest rate.
    case highest
    /// That of the lowest rate.
    case lowest
    /// One of exactly this size, the highest rate of them; it is an error when there is none.
    case size(PixelSize)
    /// The highest rate that is not above this one, else the lowest.
    case bitrate(DataRate)
    /// The size that is nearest by its number of pixels, the highest rate of them; variants without a size come last.
    case nearest(PixelSize)
    /// Begins with the lowest; the caller changes it with ``LiveClient/change(toVariant:)``.
    case adaptive
}
