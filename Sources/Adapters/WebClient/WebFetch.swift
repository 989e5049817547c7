import AsyncHTTPClient
import LabModel
import NIOCore
import NIOHTTP1
import Synchronization

/// One fetch under way, redirects included.
public final class WebFetch: Sendable {
    private struct State {
        /// What was asked for so far: the first address, and where redirects led.
        var visited: [WebLocation] = []
        /// Addresses of the present host that were not tried yet.
        var untried: [IPAddress] = []
        /// Where they are asked.
        var port = 0
        var task: HTTPClient.Task<Void>?
        /// Tells the answers to requests of this fetch apart: those of an earlier one are no longer listened to.
        var attempt = 0
        var hasBegun = false
        var hasRetried = false
        var isOver = false
        var bytes = 0
        var cut = BodyCut()
        var began = NIODeadline.uptimeNanoseconds(0)
        var newest = NIODeadline.uptimeNanoseconds(0)
        var paused: (promise: EventLoopPromise<Void>, at: NIODeadline)?
        var timer: Scheduled<Void>?
    }

    private let request: WebRequest
    private let receiver: any WebReceiver
    private let client: WebClient
    private let state = Mutex(State())

    init(_ request: WebRequest, to receiver: any WebReceiver, client: WebClient) {
        self.request = request
        self.receiver = receiver
        self.client = client
    }

    /// Stops it.
    ///
    /// The receiver is told soon, from the event loop. Does nothing once it is over.
    public func cancel() {
        client.loop.execute { self.end(.cancelled) }
    }

    /// Goes on reading after ``WebReceiver/received(_:at:)`` wanted no more.
    public func resume() {
        client.loop.execute { [self] in
            let promise = state.withLock { state in
                if let paused = state.paused {
                    // The pause is nobody's fault: it does not count.
                    state.began = state.began + (.now() - paused.at)
                }
                defer { state.paused = nil }
                return state.paused?.promise
            }
            touch()
            promise?.succeed(())
        }
    }

    func begin(isTaken: Bool) {
        client.loop.execute { [self] in
            guard isTaken else { return end(.cancelled) }
            state.withLock { $0.began = .now() }
            do throws(WebError) {
                try go(to: WebLocation.parse(request.url))
            } catch {
                end(error)
            }
        }
    }

    // MARK: Where to

    private func go(to location: WebLocation) throws(WebError) {
        let visited = state.withLock { state in
            defer { state.visited.append(location) }
            return state.visited
        }
        guard !visited.contains(location) else { throw .redirectLoop(address: location.shown) }
        guard visited.count <= request.limits.redirects else {
            throw .tooManyRedirects(address: location.shown, limit: request.limits.redirects)
        }
        startTimer(.head)
        client.way(to: location) { [self] found in
            do throws(WebError) {
                let way = try found.get()
                state.withLock { ($0.untried, $0.port) = (way.addresses, way.port) }
                try ask(location)
            } catch {
                end(error)
            }
        }
    }

    private func ask(_ location: WebLocation) throws(WebError) {
        let (address, port, attempt) = state.withLock { state in
            state.attempt += 1
            let address = state.isOver || state.untried.isEmpty ? nil : state.untried.removeFirst()
            return (address, state.port, state.attempt)
        }
        guard let address else { return }
        let http = try client.hosts.client(of: location.host, at: address)
        let url = location.url(port: port)
        guard let message = try? HTTPClient.Request(url: url, headers: headers(for: location)) else {
            throw .notWeb(address: location.shown)
        }
        let task = http.execute(
            request: message,
            delegate: FetchDelegate(self, attempt: attempt, address: address)
        )
        state.withLock { $0.task = task }
    }

    private func headers(for location: WebLocation) -> HTTPHeaders {
        var headers: HTTPHeaders = [
            "Host": location.authority, "Accept-Encoding": "identity", "User-Agent": "glasslab",
        ]
        if let range = request.range {
            headers.add(name: "Range", value: range.header)
        }
        if let authorization = client.authorization(for: location) {
            headers.add(name: "Authorization", value: authorization)
        }
        return headers
    }

    private var location: WebLocation? {
        state.withLock { $0.visited.last }
    }

    private var shown: String {
        location?.shown ?? SafeAddress.of(request.url)
    }

    private func isCurrent(_ attempt: Int) -> Bool {
        state.withLock { $0.attempt == attempt && !$0.isOver }
    }

    // MARK: What the connection says

    func head(_ head: HTTPResponseHead, attempt: Int) {
        guard isCurrent(attempt) else { return }
        let arrived = client.clock.now()
        do throws(WebError) {
            switch head.status.code {
            case 200, 206:
                let known = try describe(head, arrived: arrived)
                state.withLock { $0.hasBegun = true }
                startTimer(.body)
                try receiver.began(known)
            case 301, 302, 303, 307, 308:
                try redirect(head)
            default:
                throw .refusedByServer(address: shown, status: Int(head.status.code))
            }
        } catch {
            end(error)
        }
    }

    func piece(_ buffer: ByteBuffer, attempt: Int) -> EventLoopFuture<Void>? {
        let arrived = client.clock.now()
        guard isCurrent(attempt), buffer.readableBytes > 0 else { return nil }
        let total = state.withLock { state in
            state.bytes += buffer.readableBytes
            return state.bytes
        }
        guard total <= request.limits.bodyBytes.bytes else {
            end(.tooLong(address: shown, limit: request.limits.bodyBytes.bytes))
            return nil
        }
        touch()
        let (wanted, isDone) = state.withLock { ($0.cut.take(buffer), $0.cut.isDone) }
        let goesOn = wanted.isEmpty || receiver.received(wanted, at: arrived, of: self)
        if isDone {
            end(nil, isCut: true)
        }
        guard !goesOn, !isDone else { return nil }
        let promise = client.loop.makePromise(of: Void.self)
        state.withLock { $0.paused = (promise, .now()) }
        return promise.futureResult
    }

    func finished(attempt: Int) {
        guard isCurrent(attempt) else { return }
        end(nil)
    }

    /// The connection failed: other addresses are tried where none stood, and once more where a kept one had died.
    func failed(_ error: any Error, attempt: Int, address: IPAddress) {
        let (isCurrent, isEarly, isRetry) = state.withLock { state in
            (state.attempt == attempt && !state.isOver, !state.hasBegun, state.hasRetried)
        }
        guard isCurrent, let location else { return }
        let failure = FailureText(error)
        guard isEarly, failure.isOfConnecting || failure.isLoss && !isRetry else {
            return end(failure.error(at: location.shown))
        }
        let hasMore = state.withLock { state in
            if failure.isLoss {
                state.hasRetried = true
                state.untried.insert(address, at: 0)
            }
            return !state.untried.isEmpty
        }
        guard hasMore else {
            if failure.isOfConnecting {
                client.lookAgain(for: location)
            }
            return end(failure.error(at: location.shown))
        }
        do throws(WebError) {
            try ask(location)
        } catch {
            end(error)
        }
    }

    private func redirect(_ head: HTTPResponseHead) throws(WebError) {
        guard let location, let target = head.headers.first(name: "Location"), !target.isEmpty else {
            throw .redirectToNowhere(address: shown)
        }
        let task = state.withLock { state in
            state.attempt += 1
            return state.task
        }
        // Nobody needs the body; another connection costs less than one that is endless.
        task?.cancel()
        try go(to: location.resolve(target))
    }

    private func describe(_ head: HTTPResponseHead, arrived: WallTime) throws(WebError) -> WebHead {
        if let coding = head.headers.first(name: "Content-Encoding")?.lowercased(), coding != "identity" {
            throw .compressed(address: shown, coding: String(coding.prefix(20)))
        }
        if let range = request.range {
            if head.status.code == 200 {
                state.withLock { $0.cut = BodyCut(range) }
            } else if !range.isAnswered(by: head.headers.first(name: "Content-Range")) {
                throw .broken(address: shown, reason: "other bytes came than were asked for")
            }
        }
        let length = head.headers.first(name: "Content-Length").flatMap { Int($0) }
        if let length, length > request.limits.bodyBytes.bytes {
            throw .tooLong(address: shown, limit: request.limits.bodyBytes.bytes)
        }
        let type = head.headers.first(name: "Content-Type")?.prefix { $0 != ";" }.lowercased()
        let age = head.headers.first(name: "Age").flatMap { UInt32($0) }
        return WebHead(
            status: Int(head.status.code),
            finalURL: location?.url ?? request.url,
            contentType: type.flatMap { $0.isEmpty ? nil : String($0.filter { $0 != " " }) },
            length: length.map { ByteCount($0) },
            age: age.map { .seconds(Double($0)) },
            date: head.headers.first(name: "Date").flatMap { HTTPDate.parse($0) },
            arrived: arrived
        )
    }

    // MARK: Limits of time

    private enum Phase {
        case head, body
    }

    private func touch() {
        state.withLock { $0.newest = .now() }
    }

    private func startTimer(_ phase: Phase) {
        touch()
        let limit = phase == .head ? request.limits.headTime : request.limits.idleTime
        wait(phase, min(limit, rest ?? limit), limit: limit)
    }

    /// What is left of the time for the whole; nil where it has no limit.
    private var rest: Latency? {
        let began = state.withLock { $0.began }
        return request.limits.wholeTime.map { $0 - Latency(nanoseconds: (NIODeadline.now() - began).nanoseconds) }
    }

    private func wait(_ phase: Phase, _ length: Latency, limit: Latency) {
        let timer = client.loop.scheduleTask(in: .nanoseconds(max(0, length.nanoseconds))) { [weak self] in
            self?.look(phase, limit: limit) ?? ()
        }
        let old = state.withLock { state in
            defer { state.timer = timer }
            return state.timer
        }
        old?.cancel()
    }

    private func look(_ phase: Phase, limit: Latency) {
        let (newest, isPaused) = state.withLock { ($0.newest, $0.paused != nil) }
        guard !isPaused else { return wait(phase, limit, limit: limit) }
        let whole = rest ?? limit
        let quiet = limit - Latency(nanoseconds: (NIODeadline.now() - newest).nanoseconds)
        guard min(whole, quiet) <= .zero else { return wait(phase, min(whole, quiet), limit: limit) }
        let doing = phase == .head ? "waiting for an answer" : "waiting for the rest of an answer"
        let isOfWhole = whole <= .zero && quiet > .zero
        end(
            isOfWhole
                ? .tooSlow(address: shown, seconds: (request.limits.wholeTime ?? limit).seconds)
                : .timedOut(address: shown, doing: doing, seconds: limit.seconds)
        )
    }

    private func end(_ failure: WebError?, isCut: Bool = false) {
        let last = state.withLock { state -> State? in
            guard !state.isOver else { return nil }
            state.isOver = true
            defer { (state.task, state.timer, state.paused) = (nil, nil, nil) }
            return state
        }
        guard let last else { return }
        last.timer?.cancel()
        if failure != nil || isCut {
            last.task?.cancel()
        }
        last.paused?.promise.succeed(())
        client.forget(self)
        receiver.ended(failure)
    }
}
