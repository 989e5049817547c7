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
    public internal(set) var variants: [VariantStream] = []
    /// Which of ``variants`` is fetched; nil where there are none.
    public internal(set) var variant: Int?
    /// Where a player would begin; nil until a playlist told of the first media.
    public internal(set) var playerStart: ClientStart?
    /// The newest media playlist, delta updates merged; nil until one arrived.
    public internal(set) var playlist: MediaPlaylist?

    /// The most notes of one kind; more of them say nothing new.
    static let mostNotes = 50

    let url: String
    /// Where ``playlist`` is, and where ``variants`` are listed.
    var address = ""
    var variantsAddress = ""
    var reloading = Reloading()
    /// Playlists in a row that were older than the one before.
    var olderPlaylists = 0
    var actions: [ClientAction] = []
    var notes: [ClientNote.Code: Int] = [:]
    var hasEnded = false
    var lastID = 0

    /// What is fetched next; nil before anything can be had.
    var position: FetchPosition?
    var flights: [Int: MediaFlight] = [:]
    var retries: [MediaRetry] = []
    var hint: HintedMedia?
    /// The address of an announced part that failed: not asked for again before it is listed.
    var brokenHint: String?
    var progress: SegmentProgress?
    var lastPlace = -1
    var stretch = -1
    var stretchMap: MediaMap?
    /// Whether the next media begins a stretch whatever it needs.
    var needsStretch = true
    /// Whether a discontinuity was passed over together with missing media.
    var isBroken = false
    var wantedVariant: Int?

    /// Makes a client of the playlist at an address.
    /// - Parameters:
    ///   - url: http or https, a media or a multivariant playlist.
    ///   - settings: how it chooses, fetches and gives up.
    public init(url: String, settings: LiveClientSettings = LiveClientSettings()) {
        self.url = url
        self.settings = settings
    }

    /// When to call ``next(at:)`` even though nothing came; nil where only an answer brings news.
    public var deadline: MonotonicTime? {
        guard !hasEnded else { return nil }
        let times = [reloading.due, playlist.flatMap(reloading.staleAt)] + retries.map(\.at)
        return times.compactMap { $0 }.min()
    }

    /// What is to be done now.
    public mutating func next(at now: MonotonicTime) -> [ClientAction] {
        if !hasEnded {
            begin(at: now)
            retryMedia(at: now)
            planMedia(at: now)
            reload(at: now)
            noteStaleness(at: now)
            endWhenDone()
        }
        defer { actions = [] }
        return actions
    }

    /// Takes the body of a playlist.
    /// - Parameters:
    ///   - bytes: the whole body.
    ///   - id: the request's.
    ///   - finalURL: the address that answered, after redirects: what it names is relative to it.
    ///   - now: when its last byte arrived.
    public mutating func received(playlist bytes: [UInt8], of id: Int, finalURL: String, at now: MonotonicTime) {
        guard !hasEnded, let load = reloading.load, load.id == id else { return }
        reloading.load = nil
        do {
            let address = try WebReference.resolve(finalURL, against: finalURL)
            let playlist = try Playlist.parse(bytes, limits: settings.limits)
            try take(playlist, of: load, from: address, at: now)
        } catch {
            reject(load, error, at: now)
        }
    }

    /// Takes note that media came whole.
    /// - Parameters:
    ///   - id: the request's.
    ///   - size: the bytes of its body.
    ///   - now: when its last byte arrived.
    public mutating func finished(media id: Int, size: ByteCount, at now: MonotonicTime) {
        guard let flight = flights.removeValue(forKey: id) else { return }
        settle(flight, size: size, isWhole: true)
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
        guard !hasEnded else { return }
        if let load = reloading.load, load.id == id {
            reloading.load = nil
            fail(load, failure, at: now)
        } else if let flight = flights.removeValue(forKey: id) {
            fail(flight, failure, size: size, at: now)
        }
    }

    /// Fetches another variant from its next independent segment on.
    /// - Parameter index: its place in ``variants``; anything else is left aside.
    public mutating func change(toVariant index: Int) {
        guard variants.indices.contains(index), index != variant else { return }
        wantedVariant = index
    }

    mutating func newID() -> Int {
        lastID += 1
        return lastID
    }

    mutating func note(_ code: ClientNote.Code, _ text: String) {
        notes[code, default: 0] += 1
        guard notes[code, default: 0] <= Self.mostNotes else { return }
        actions.append(.note(ClientNote(code: code, text: text)))
    }

    mutating func end(_ reason: ClientEnd) {
        cancelMedia()
        if let load = reloading.load {
            actions.append(.cancel(id: load.id))
        }
        actions.append(.end(reason))
        hasEnded = true
    }
}
