public import LabModel

/// A client of plain and low-latency HTTP Live Streaming, without sockets or clocks: the caller fetches what ``next(at:)``
/// says and tells what came of it.
///
/// It asks for media as soon as it can be had, always at the live edge; how far behind the edge a player would stay is
/// told by ``playerStart`` and never delays a request. After every call of `received`, `finished` or `failed`, and at
/// ``deadline``, call ``next(at:)`` and do what it says, in order.
public struct LiveClient: Sendable {
    /// How it chooses, fetches and gives up.
    public let settings: LiveClientSettings
    /// The variants to choose from; empty where the address is a media playlist.
    public private(set) var variants: [VariantStream] = []
    /// Which of ``variants`` is fetched; nil where there are none.
    public private(set) var variant: Int?
    /// Where a player would begin; nil until the first media playlist arrived.
    public private(set) var playerStart: ClientStart?
    /// The newest media playlist, delta updates merged; nil until one arrived.
    public private(set) var playlist: MediaPlaylist?

    /// Makes a client of the playlist at an address.
    /// - Parameters:
    ///   - url: http or https, a media or a multivariant playlist.
    ///   - settings: how it chooses, fetches and gives up.
    public init(url: String, settings: LiveClientSettings = LiveClientSettings()) {
        self.settings = settings
    }

    /// When to call ``next(at:)`` even though nothing came; nil where only an answer brings news.
    public var deadline: MonotonicTime? {
        nil
    }

    /// What is to be done now.
    public mutating func next(at now: MonotonicTime) -> [ClientAction] {
        []
    }

    /// Takes the body of a playlist.
    /// - Parameters:
    ///   - bytes: the whole body.
    ///   - id: the request's.
    ///   - finalURL: the address that answered, after redirects: what it names is relative to it.
    ///   - now: when its last byte arrived.
    public mutating func received(playlist bytes: [UInt8], of id: Int, finalURL: String, at now: MonotonicTime) {
    }

    /// Takes note that media came whole.
    /// - Parameters:
    ///   - id: the request's.
    ///   - size: the bytes of its body.
    ///   - now: when its last byte arrived.
    public mutating func finished(media id: Int, size: ByteCount, at now: MonotonicTime) {
    }

    /// Takes note that a request of either kind failed.
    /// - Parameters:
    ///   - id: the request's.
    ///   - failure: why.
    ///   - size: the bytes of its body that came and were handed on; media of which some came is not asked for again.
    ///   - now: when.
    public mutating func failed(
        request id: Int,
        _ failure: FetchFailure,
        size: ByteCount = ByteCount(0),
        at now: MonotonicTime
    ) {
    }

    /// Fetches another variant from its next independent segment on.
    /// - Parameter index: its place in ``variants``; anything else is left aside.
    public mutating func change(toVariant index: Int) {
    }
}
