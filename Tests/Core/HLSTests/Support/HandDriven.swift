import HLS
import LabModel

/// A client that a test answers by hand.
struct HandDriven {
    var client: LiveClient
    private(set) var now = MonotonicTime(nanoseconds: 0)
    private(set) var media: [MediaRequest] = []
    private(set) var playlists: [PlaylistRequest] = []
    private(set) var notes: [ClientNote] = []
    private(set) var end: ClientEnd?
    /// Requests that were called off.
    private(set) var cancelled: [Int] = []
    /// Places of media that will not come.
    private(set) var passedOver: [Int] = []

    init(
        url: String = "https://cdn.example/live/master.m3u8?key=1",
        _ change: (inout LiveClientSettings) -> Void = { _ in }
    ) {
        var settings = LiveClientSettings()
        change(&settings)
        client = LiveClient(url: url, settings: settings)
        act()
    }

    /// Answers the newest playlist request.
    mutating func answer(_ text: String, finalURL: String? = nil) {
        guard let request = playlists.last else { return }
        client.received(playlist: Array(text.utf8), of: request.id, finalURL: finalURL ?? request.url, at: now)
        act()
    }

    /// Answers all media requests that came.
    mutating func answerMedia(size: Int = 100) {
        for request in media {
            client.finished(media: request.id, size: ByteCount(size), at: now)
        }
        act()
    }

    mutating func finish(_ id: Int, size: Int = 100) {
        client.finished(media: id, size: ByteCount(size), at: now)
        act()
    }

    mutating func fail(_ id: Int, _ failure: FetchFailure, size: Int = 0) {
        client.failed(request: id, failure, size: ByteCount(size), at: now)
        act()
    }

    mutating func wait(_ time: Latency) {
        now = now + time
        act()
    }

    mutating func act() {
        for action in client.next(at: now) {
            switch action {
            case .playlist(let request): playlists.append(request)
            case .media(let request): media.append(request)
            case .note(let note): notes.append(note)
            case .end(let reason): end = reason
            case .cancel(let id): cancelled.append(id)
            case .passOver(let place): passedOver.append(place)
            case .listed: break
            }
        }
    }
}
