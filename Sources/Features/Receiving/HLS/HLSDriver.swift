import HLS
import LabModel
import Machine
import Synchronization
import WebClient

/// The playlists' thread: does what an HLS client says, and tells it what came of it.
///
/// The client decides and knows nothing of sockets; fetches bring their news through an inbox; media goes from the event
/// loop to the line without a detour.
final class HLSDriver: Sendable {
    /// Where everything goes.
    struct Ends: Sendable {
        var web: WebClient
        var line: MediaLine
        var book: SegmentBook
        var inbox: HLSInbox
        var clock: any LabClock
        /// What decides when to fetch another variant; nil where one is pinned.
        var rate: ThroughputWatch?
        /// Whether somebody asked for parts, and not for whatever there is.
        var wantsParts: Bool
        var note: @Sendable (_ code: String, _ text: String) -> Void
    }

    private struct Course {
        var client: LiveClient
        var fetches: [Int: WebFetch] = [:]
        /// The newest failure of a playlist, which says more than what the client is told of it.
        var failure: WebError?
        var isOver = false
    }

    private let ends: Ends
    private let facts = Mutex(HLSFacts())

    init(_ ends: Ends) {
        self.ends = ends
    }

    /// What is known so far.
    var known: HLSFacts {
        facts.withLock { $0 }
    }

    /// Works until the stream ends or the inbox is stopped.
    func run(_ client: LiveClient) {
        var course = Course(client: client)
        act(&course)
        while !course.isOver {
            let now = ends.clock.monotonicNow()
            let rest = course.client.deadline.map { max($0 - now, .zero) } ?? .seconds(1)
            guard let news = ends.inbox.wait(atMost: min(rest, .seconds(1))) else { break }
            for item in news {
                take(item, &course)
                act(&course)
            }
            if news.isEmpty {
                act(&course)
            }
        }
        for fetch in course.fetches.values {
            fetch.cancel()
        }
    }

    private func take(_ news: HLSNews, _ course: inout Course) {
        switch news {
        case .playlist(let id, let bytes, let finalURL, let at):
            guard course.fetches.removeValue(forKey: id) != nil else { return }
            course.client.received(playlist: bytes, of: id, finalURL: finalURL, at: at)
            learn(course.client)
        case .media(let request, let size, let at):
            guard course.fetches.removeValue(forKey: request.id) != nil else { return }
            course.client.finished(media: request.id, size: size, at: at)
            adapt(&course)
        case .failed(let id, let error, let size, let at):
            guard course.fetches.removeValue(forKey: id) != nil else { return }
            course.failure = error
            course.client.failed(request: id, FetchFailure(error), size: size, at: at)
        }
    }

    private func act(_ course: inout Course) {
        for action in course.client.next(at: ends.clock.monotonicNow()) {
            switch action {
            case .playlist(let request):
                course.fetches[request.id] = fetch(request)
            case .media(let request):
                course.fetches[request.id] = fetch(request)
            case .cancel(let id):
                course.fetches.removeValue(forKey: id)?.cancel()
            case .passOver(let place):
                ends.line.passOver(place)
            case .listed(let listing):
                ends.book.change { $0.listed(listing) }
            case .note(let note):
                tell(note)
            case .end(let end):
                course.isOver = true
                ends.line.finish(failure(end, course))
            }
        }
    }

    private func tell(_ note: ClientNote) {
        // Where nobody asked for parts, it is no news that there are none.
        guard note.code != .partsMissing || ends.wantsParts else { return }
        ends.note(note.code == .variantChanged ? "variant_switched" : note.code.rawValue, note.text)
    }

    private func fetch(_ request: PlaylistRequest) -> WebFetch {
        var limits = WebLimits()
        limits.bodyBytes = PlaylistLimits().size
        limits.headTime = request.patience
        limits.wholeTime = request.patience
        let receiver = PlaylistFetch(request, inbox: ends.inbox, clock: ends.clock)
        return ends.web.fetch(WebRequest(url: request.url, limits: limits), to: receiver)
    }

    private func fetch(_ request: MediaRequest) -> WebFetch {
        var limits = WebLimits()
        limits.headTime = request.patience
        limits.idleTime = request.patience
        limits.wholeTime = request.patience
        let range = request.byteRange.map { WebRange(offset: $0.offset, length: $0.length) }
        ends.line.expect(request)
        let age = ends.clock.monotonicNow() - request.playlistArrival
        let now = ends.clock.now()
        facts.withLock { facts in
            facts.mediaAsked = facts.mediaAsked ?? now
            facts.variant = request.variant ?? facts.variant
        }
        ends.book.change { $0.asked(request, at: now, playlistAge: age) }
        let receiver = MediaFetch(request, line: ends.line, book: ends.book, inbox: ends.inbox, clock: ends.clock)
        return ends.web.fetch(WebRequest(url: request.url, range: range, limits: limits), to: receiver)
    }

    private func learn(_ client: LiveClient) {
        guard let playlist = client.playlist else { return }
        let now = ends.clock.now()
        let monotonic = ends.clock.monotonicNow()
        facts.withLock { facts in
            facts.target = playlist.targetDuration
            facts.partTarget = client.settings.lowLatency ? playlist.partTarget : nil
            facts.isRecorded = facts.isRecorded ?? playlist.isEnded
            if facts.start == nil, let start = client.playerStart {
                facts.start = (start, now + (start.at - monotonic))
            }
        }
    }

    private func adapt(_ course: inout Course) {
        guard let rate = ends.rate, let current = course.client.variant else { return }
        let variants = course.client.variants
        let order = variants.indices.filter { variants[$0].mayHaveVideo }
            .sorted { variants[$0].bandwidth.bitsPerSecond < variants[$1].bandwidth.bitsPerSecond }
        guard let place = order.firstIndex(of: current) else { return }
        let next = place + 1 < order.count ? order[place + 1] : nil
        switch rate.step(next: next.map { variants[$0].bandwidth }) {
        case .up:
            if let next {
                course.client.change(toVariant: next)
            }
        case .down where place > 0:
            course.client.change(toVariant: order[place - 1])
        default:
            break
        }
    }

    private func failure(_ end: ClientEnd, _ course: Course) -> (any Error)? {
        switch end {
        case .ended: nil
        case .unusable(let error): error
        case .unreachable(let failure): course.failure ?? WebError.broken(address: "the playlist", reason: failure.text)
        }
    }
}
