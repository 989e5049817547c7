import HLS
import LabModel

/// A client, an origin and a network between them, moved on from event to event without a clock.
struct SimulatedNetwork {
    /// Media that was handed on, in the order of its place.
    struct Delivery {
        var request: MediaRequest
        var frames: [Int]
        var asked: MonotonicTime
        var arrived: MonotonicTime
    }

    private enum Event {
        case frame
        case ask(id: Int, url: String)
        case answer(id: Int, SimulatedOrigin.Answer)
        case wake
        case expire
        case script((inout SimulatedNetwork) -> Void)
    }

    /// What is known of a place in line.
    private enum Place {
        case waiting
        case come(Delivery)
        case passed
    }

    var client: LiveClient
    var origin: SimulatedOrigin
    var maker: FrameMaker
    var roundTrip = Latency.milliseconds(20)
    /// How late frame n is stamped and appended, and how many ticks are left out before it.
    var mishap: (Int) -> (lateness: Latency, skipped: Int64) = { _ in (.zero, 0) }
    /// Plants a failure of a request, by its address and when it is asked.
    var fault: (String, MonotonicTime) -> FetchFailure? = { _, _ in nil }
    /// How long the server takes beyond the network.
    var delay: (String) -> Latency = { _ in .zero }
    /// Whether frames go on.
    var isSending = true

    private(set) var now = MonotonicTime(nanoseconds: 0)
    private(set) var delivered: [Delivery] = []
    private(set) var maps: [MediaRequest] = []
    private(set) var notes: [ClientNote] = []
    private(set) var listed: [MediaListing] = []
    private(set) var end: ClientEnd?
    private(set) var playlistRequests: [(request: PlaylistRequest, at: MonotonicTime)] = []
    private(set) var mostRequests = 0
    private var queue: [(at: MonotonicTime, event: Event)] = []
    private var playlists: [Int: PlaylistRequest] = [:]
    private var media: [Int: (request: MediaRequest, asked: MonotonicTime)] = [:]
    private var line: [Int: Place] = [:]
    private var head = 0
    private var ticks: Int64 = 0
    private var wake: MonotonicTime?

    init(client: LiveClient, origin: SimulatedOrigin, maker: FrameMaker) {
        self.client = client
        self.origin = origin
        self.maker = maker
        post(.frame, at: now)
        post(.expire, at: now)
    }

    /// Does something at some instant.
    mutating func plan(at instant: Latency, _ script: @escaping (inout SimulatedNetwork) -> Void) {
        post(.script(script), at: MonotonicTime(nanoseconds: 0) + instant)
    }

    /// Ends the stream.
    mutating func finishStream() {
        isSending = false
        answer(origin.finish(at: now))
    }

    /// Another process takes the origin's place: connections break, and frames are numbered from `first` on.
    mutating func restartOrigin(first: Int) {
        origin.restart()
        maker.restart(at: first)
        for id in Array(playlists.keys) + Array(media.keys) {
            post(
                .script {
                    $0.fail(id: id, .other("the connection broke")); $0.act()
                },
                at: now + half
            )
        }
    }

    /// The client begins at this instant.
    mutating func join() {
        act()
    }

    /// Goes on until an instant, or until the client has ended.
    mutating func run(until instant: Latency) {
        let limit = MonotonicTime(nanoseconds: 0) + instant
        while end == nil, let item = queue.last, item.at <= limit {
            queue.removeLast()
            now = max(now, item.at)
            handle(item.event)
        }
        now = max(now, limit)
    }

    private mutating func handle(_ event: Event) {
        switch event {
        case .frame: sendFrame()
        case .ask(let id, let url): ask(id: id, url: url)
        case .answer(let id, let answer): receive(id: id, answer)
        case .wake:
            wake = nil
            act()
        case .expire:
            answer(origin.expire(at: now))
            post(.expire, at: now + .milliseconds(50))
        case .script(let script): script(&self)
        }
    }

    private mutating func sendFrame() {
        let (lateness, skipped) = mishap(maker.count)
        ticks += 1 + skipped
        post(.frame, at: MonotonicTime(nanoseconds: 0) + maker.rate.timeOfTick(ticks))
        guard isSending else {
            // What is not sent is a hole in time, not in numbers.
            maker.start = maker.start + maker.rate.timeOfTick(1)
            return
        }
        // A late frame is appended late, and never after the next one.
        let frame = maker.next(lateness: lateness, skipped: skipped)
        if lateness > .zero {
            post(.script { $0.append(frame) }, at: now + min(lateness, maker.rate.period - .microseconds(1)))
        } else {
            append(frame)
        }
    }

    private mutating func append(_ frame: LiveFrame) {
        answer(origin.append(frame, at: now))
    }

    private mutating func answer(_ answers: [(id: Int, answer: SimulatedOrigin.Answer)]) {
        for (id, answer) in answers {
            post(.answer(id: id, answer), at: now + half + delay(url(of: id)))
        }
    }

    private mutating func ask(id: Int, url: String) {
        let path = url.dropFirst("http://lab".count)
        let parts = path.split(separator: "?", maxSplits: 1)
        let query = parts.count == 2 ? String(parts[1]) : nil
        if let answer = origin.answer(id: id, path: String(parts[0]), query: query, at: now) {
            self.answer([(id, answer)])
        }
    }

    private mutating func receive(id: Int, _ answer: SimulatedOrigin.Answer) {
        switch answer {
        case .playlist(let text):
            guard let request = playlists.removeValue(forKey: id) else { return }
            client.received(playlist: Array(text.utf8), of: id, finalURL: request.url, at: now)
        case .bytes(let bytes):
            guard let (request, asked) = media.removeValue(forKey: id) else { return }
            var frames = request.kind == .map ? [] : FrameMaker.numbers(in: bytes)
            if let offset = request.byteRange?.offset {
                frames = Array(frames.dropFirst(offset / 3))
            }
            line[request.place] = .come(Delivery(request: request, frames: frames, asked: asked, arrived: now))
            client.finished(media: id, size: ByteCount(frames.count * 3), at: now)
        case .status(let status):
            fail(id: id, .status(status))
        }
        act()
    }

    private mutating func fail(id: Int, _ failure: FetchFailure) {
        guard playlists[id] != nil || media[id] != nil else { return }
        playlists[id] = nil
        media[id] = nil
        client.failed(request: id, failure, at: now)
    }

    private mutating func act() {
        for action in client.next(at: now) {
            switch action {
            case .playlist(let request):
                playlists[request.id] = request
                playlistRequests.append((request, now))
                begin(request.id, request.url, request.patience)
            case .media(let request):
                media[request.id] = (request, now)
                line[request.place] = .waiting
                mostRequests = max(mostRequests, media.count)
                begin(request.id, request.url, request.patience)
            case .cancel(let id):
                playlists[id] = nil
                media[id] = nil
            case .passOver(let place): line[place] = .passed
            case .listed(let listing): listed.append(listing)
            case .note(let note): notes.append(note)
            case .end(let reason): end = reason
            }
        }
        deliver()
        if let deadline = client.deadline, deadline != wake {
            wake = deadline
            post(.wake, at: max(deadline, now))
        }
    }

    private mutating func begin(_ id: Int, _ url: String, _ patience: Latency) {
        if let failure = fault(url, now) {
            post(
                .script {
                    $0.fail(id: id, failure); $0.act()
                },
                at: now + roundTrip
            )
            return
        }
        post(.ask(id: id, url: url), at: now + half)
        post(
            .script { network in
                guard network.playlists[id] != nil || network.media[id] != nil else { return }
                network.fail(id: id, .timedOut)
                network.act()
            },
            at: now + patience
        )
    }

    private mutating func deliver() {
        while let place = line[head] {
            switch place {
            case .waiting: return
            case .passed: break
            case .come(let delivery):
                delivery.request.kind == .map ? maps.append(delivery.request) : delivered.append(delivery)
            }
            head += 1
        }
    }

    private func url(of id: Int) -> String {
        playlists[id]?.url ?? media[id]?.request.url ?? ""
    }

    private var half: Latency {
        Latency(nanoseconds: roundTrip.nanoseconds / 2)
    }

    private mutating func post(_ event: Event, at instant: MonotonicTime) {
        // The next event stands last; of equals the one that was posted first.
        var low = 0
        var high = queue.count
        while low < high {
            let middle = (low + high) / 2
            if queue[middle].at > instant { low = middle + 1 } else { high = middle }
        }
        queue.insert((instant, event), at: low)
    }
}

extension SimulatedNetwork {
    /// A stream of 30 frames a second, a keyframe each second, parts of 200 ms; the client joins after 2.5 s.
    static func usual(
        client settings: LiveClientSettings = LiveClientSettings(),
        origin change: (inout LiveWindowSettings) -> Void = { _ in }
    ) -> SimulatedNetwork {
        var window = LiveWindowSettings(container: .fragmentedMP4, frameRate: .thirty)
        window.keyframeInterval = 30
        change(&window)
        var network = SimulatedNetwork(
            client: LiveClient(url: "http://lab/hls/stream.m3u8", settings: settings),
            origin: SimulatedOrigin(window),
            maker: FrameMaker(rate: .thirty, keyframeInterval: 30)
        )
        network.plan(at: .seconds(2.5)) { $0.join() }
        return network
    }

    /// The frames that were handed on, in order.
    var frames: [Int] {
        delivered.flatMap(\.frames)
    }

    /// The codes of the notes, each once.
    var codes: Set<ClientNote.Code> {
        Set(notes.map(\.code))
    }

    /// Whether the frames are all there from the first to the last, each once.
    var isGapless: Bool {
        guard let first = frames.first else { return false }
        return frames == Array(first..<first + frames.count)
    }

    /// Where the frames that were handed on do not follow one another.
    var holes: [String] {
        zip(frames, frames.dropFirst()).filter { $0 + 1 != $1 }.map { "\($0) to \($1)" }
    }

    /// How long after it could first be had each piece of media arrived.
    var latencies: [Latency] {
        delivered.compactMap { delivery in
            let name = delivery.request.url.dropFirst("http://lab/hls/".count)
            return origin.available[String(name)].map { delivery.arrived - $0 }
        }
    }
}
