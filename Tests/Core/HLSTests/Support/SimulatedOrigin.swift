import HLS
import LabModel

/// A server of one live window, with its frames planned and every instant given.
struct SimulatedOrigin {
    /// What answers a request.
    enum Answer {
        case playlist(String)
        case bytes([[UInt8]])
        case status(Int)
    }

    /// A request that waits for news.
    private struct Held {
        var id: Int
        var path: String
        var query: String?
        var until: MonotonicTime
    }

    var window: LiveWindow
    var lowLatency = true
    /// Written over the playlist's text before it is sent.
    var rewrite: (@Sendable (MediaPlaylist) -> MediaPlaylist)?
    /// When each name could first be had.
    private(set) var available: [String: MonotonicTime] = [:]
    private var held: [Held] = []

    init(_ settings: LiveWindowSettings) {
        window = LiveWindow(settings, map: [77])
    }

    /// Adds a frame and returns the answers of requests that waited for it.
    mutating func append(_ frame: LiveFrame, at now: MonotonicTime) -> [(id: Int, answer: Answer)] {
        window.append(frame)
        return changed(at: now)
    }

    mutating func finish(at now: MonotonicTime) -> [(id: Int, answer: Answer)] {
        window.finish()
        return changed(at: now)
    }

    /// Answers a request, or holds it.
    mutating func answer(id: Int, path: String, query: String?, at now: MonotonicTime) -> Answer? {
        if let answer = answer(path, query) { return answer }
        held.append(Held(id: id, path: path, query: query, until: now + window.settings.patience))
        return nil
    }

    /// Lets go what waited for too long.
    mutating func expire(at now: MonotonicTime) -> [(id: Int, answer: Answer)] {
        let late = held.filter { $0.until <= now }
        held.removeAll { $0.until <= now }
        return late.map { ($0.id, .status(503)) }
    }

    /// Another process takes its place: nothing that waited is answered.
    mutating func restart() {
        window = LiveWindow(window.settings, map: [77])
        held = []
    }

    private mutating func changed(at now: MonotonicTime) -> [(id: Int, answer: Answer)] {
        let playlist = window.playlist(lowLatency: true)
        let names =
            playlist.segments.map(\.uri) + playlist.segments.flatMap(\.parts).map(\.uri)
            + (playlist.openSegment?.parts.map(\.uri) ?? [])
        for name in names where available[name] == nil {
            available[name] = now
        }
        var answers: [(id: Int, answer: Answer)] = []
        for request in held {
            if let answer = answer(request.path, request.query) {
                answers.append((request.id, answer))
            }
        }
        held.removeAll { request in answers.contains { $0.id == request.id } }
        return answers
    }

    private func answer(_ path: String, _ query: String?) -> Answer? {
        if path == "/hls/stream.m3u8" {
            let query = ReloadQuery(query: query)
            switch window.judge(query) {
            case .wait: return nil
            case .refused(let status, _): return .status(status)
            case .ready:
                guard window.isReady else { return nil }
                let playlist = window.playlist(lowLatency: lowLatency, skipping: query.skips)
                return .playlist((rewrite?(playlist) ?? playlist).text)
            }
        }
        guard path.hasPrefix("/hls/") else { return .status(404) }
        switch window.resource(String(path.dropFirst(5))) {
        case .bytes(let bytes): return .bytes(bytes)
        case .wait: return nil
        case .missing: return .status(404)
        }
    }
}
