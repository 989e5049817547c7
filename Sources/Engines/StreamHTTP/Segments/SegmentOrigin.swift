public import HLS
internal import HTTPTypes
public import Hummingbird
internal import LabModel
internal import NIOCore
internal import Synchronization

/// Serves one rendition of a live stream as segments and parts: a window behind a lock, and the requests that wait for
/// what is not there yet.
///
/// A request that waits costs a continuation and no thread. It is answered in the call of ``append(_:)`` that brings what
/// it waits for, ends with its connection, and is answered with 503 after the window's patience.
public final class SegmentOrigin: Sendable {
    struct State {
        var window: LiveWindow
        /// Counts frames and ends: what was rendered of an older window is out of date.
        var version = 0
        /// Whether the stream broke off: then its playlist would tell an end that there was not.
        var hasFailed = false
        var playlists: [PlaylistForm: RenderedPlaylist] = [:]
        var waiters = WaitingRequests()
        var counters = SegmentCounters()
    }

    private let settings: LiveWindowSettings
    private let waitingRequests: Int
    private let patience: Latency
    private let state: Mutex<State>

    /// Makes an origin without frames.
    /// - Parameters:
    ///   - settings: how segments are cut and kept.
    ///   - waitingRequests: how many requests may wait at a time, at least 1; further ones are answered with 503.
    public convenience init(_ settings: LiveWindowSettings, waitingRequests: Int = 2_000) {
        self.init(settings, waitingRequests: waitingRequests, patience: nil)
    }

    /// Makes an origin whose requests wait for another time than the window's patience, where one is given.
    init(_ settings: LiveWindowSettings, waitingRequests: Int, patience: Latency?) {
        self.settings = settings
        self.waitingRequests = max(1, waitingRequests)
        self.patience = patience ?? settings.patience
        state = Mutex(State(window: LiveWindow(settings)))
    }

    /// What happened so far.
    public var counters: SegmentCounters {
        state.withLock { state in
            var counters = state.counters
            counters.waiting = state.waiters.count
            return counters
        }
    }

    /// Says what stands before all segments; before the first frame.
    public func begin(map: [UInt8]) {
        update { $0.window.map = map }
    }

    /// Adds the next frame and wakes the requests that waited for it; never blocks for long.
    public func append(_ frame: LiveFrame) {
        update { $0.window.append(frame) }
    }

    /// Ends the stream; the playlist is final.
    public func finish() {
        update { $0.window.finish() }
    }

    /// Ends a stream that can go on no longer: its playlist is gone, what is listed can still be had.
    public func fail() {
        update { state in
            state.hasFailed = true
            state.window.finish()
        }
    }

    private func update(_ change: (inout State) -> Void) {
        let woken = state.withLock { state -> [Waiter] in
            change(&state)
            state.version += 1
            return state.waiters.takeAnswered(by: state.window)
        }
        for waiter in woken {
            waiter.resume(returning: .changed)
        }
    }

    /// Answers a request for the playlist, when it may be answered.
    /// - Parameters:
    ///   - request: its query may ask to wait, and to skip old segments.
    ///   - context: the request's; waiting ends with its connection.
    ///   - isLowLatency: whether parts are told, and blocking is offered.
    ///   - siblings: other renditions of the stream, of which a low-latency playlist tells how far they are.
    /// - Returns: the playlist; 400 for a query that makes no sense; 410 after ``fail()``; 503 when it was waited for too
    ///   long, or by too many.
    public func playlist(
        _ request: Request,
        context: StreamRequestContext,
        isLowLatency: Bool = true,
        siblings: [SiblingRendition] = []
    ) async -> Response {
        let query = ReloadQuery(query: isLowLatency ? request.uri.query : nil)
        let form = PlaylistForm(isLowLatency: isLowLatency, skips: query.skips)
        switch await settled(.playlist(query), on: context.channel) {
        case .refused(let status, let why):
            return SegmentAnswers.refused(status: status, why: why, settings: settings)
        case .unavailable(let why):
            return SegmentAnswers.unavailable(why)
        case .missing:
            return SegmentAnswers.missing(request.uri.path, settings: settings)
        case .ready:
            guard !state.withLock({ $0.hasFailed }) else {
                return SegmentAnswers.failed(request.uri.path, settings: settings)
            }
            let reports = isLowLatency ? siblings.compactMap(\.report) : []
            let text = rendered(form, reports: reports)
            return SegmentAnswers.playlist(text, isBlocking: query.sequence != nil, settings: settings)
        }
    }

    /// Answers a request for a map, a segment or a part, when it is there.
    /// - Parameters:
    ///   - name: as the playlist tells it.
    ///   - request: its address is named where nothing is there.
    ///   - context: the request's; waiting ends with its connection.
    /// - Returns: the bytes; 404 for what is not there and not announced; 503 as for playlists.
    public func resource(_ name: String, _ request: Request, context: StreamRequestContext) async -> Response {
        switch await settled(.resource(name), on: context.channel) {
        case .ready:
            if case .bytes(let pieces) = state.withLock({ $0.window.resource(name) }) {
                count(pieces)
                return SegmentAnswers.media(pieces, name: name, settings: settings)
            }
            return SegmentAnswers.missing(request.uri.path, settings: settings)
        case .refused(let status, let why):
            return SegmentAnswers.refused(status: status, why: why, settings: settings)
        case .unavailable(let why):
            return SegmentAnswers.unavailable(why)
        case .missing:
            return SegmentAnswers.missing(request.uri.path, settings: settings)
        }
    }

    /// The present window, for who describes it in other words.
    public var window: LiveWindow {
        state.withLock { $0.window }
    }

    private func count(_ pieces: [[UInt8]]) {
        let bytes = pieces.reduce(0) { $0 + $1.count }
        state.withLock { state in
            state.counters.resources += 1
            state.counters.bytes += bytes
        }
    }

    /// How far this rendition is, for the playlists of others.
    func report(uri: String) -> RenditionReport? {
        state.withLock { $0.hasFailed ? nil : $0.window.report(uri: uri) }
    }

    /// Rendered once for all that ask for the same form between two frames, and not under the lock.
    private func rendered(_ form: PlaylistForm, reports: [RenditionReport]) -> ByteBuffer {
        let (present, version, known) = state.withLock { state in
            state.counters.playlists += 1
            return (state.window, state.version, state.playlists[form])
        }
        if let known, known.version == version, known.reports == reports {
            return known.text
        }
        var window = present
        window.renditionReports = reports
        let playlist = window.playlist(lowLatency: form.isLowLatency, skipping: form.skips)
        let text = ByteBuffer(string: playlist.text)
        state.withLock { $0.playlists[form] = RenderedPlaylist(version: version, reports: reports, text: text) }
        return text
    }

    // MARK: Waiting

    private func settled(_ question: WindowQuestion, on channel: any Channel) async -> WindowVerdict {
        while true {
            let verdict = state.withLock { question.judged(by: $0.window) }
            if let verdict {
                return verdict
            }
            switch await change(for: question, on: channel) {
            case .changed:
                continue
            case .full:
                return .unavailable("\(waitingRequests) requests wait already")
            case .late:
                return .unavailable("the stream did not go on for \(patience.seconds) s")
            case .gone:
                return .unavailable("the connection is closed")
            }
        }
    }

    private func change(for question: WindowQuestion, on channel: any Channel) async -> WaitingEnd {
        let id = state.withLock { $0.waiters.makeID() }
        let end = await withCheckedContinuation { (waiter: Waiter) in
            let answer = state.withLock { state -> WaitingEnd? in
                guard question.judged(by: state.window) == nil else { return .changed }
                guard state.waiters.count < waitingRequests else {
                    state.counters.refused += 1
                    return .full
                }
                state.waiters.add(waiter, id: id, for: question)
                state.counters.waited += 1
                return nil
            }
            if let answer {
                return waiter.resume(returning: answer)
            }
            ConnectionWatch.begin(on: channel, patience: patience) { [weak self] end in
                self?.end(id, of: question, with: end)
            }
        }
        if end != .full {
            ConnectionWatch.end(on: channel)
        }
        return end
    }

    private func end(_ id: Int, of question: WindowQuestion, with end: WaitingEnd) {
        let waiter = state.withLock { state -> Waiter? in
            let waiter = state.waiters.take(id, of: question)
            if waiter != nil {
                state.counters.ended[end, default: 0] += 1
            }
            return waiter
        }
        waiter?.resume(returning: end)
    }
}
