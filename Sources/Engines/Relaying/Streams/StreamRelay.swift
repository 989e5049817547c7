internal import Estimation
public import LabModel
internal import Machine
internal import Synchronization

/// Stands between clients and a TCP server and does to their bytes what its settings say: holds them for a known time, as
/// a link or for a test, so that what a receiver measures can be compared with what was really done.
///
/// More servers can be taken on: each has a port of its own, and all share one link with its rate, its queue and its chance.
///
/// Each read is stamped, held and written by threads of its own; the log says when.
public final class StreamRelay: Sendable {
    private struct State {
        var accepted = 0
        var unreachable = 0
        var isStopped = false
        var doors: [(server: RelayedServer, listener: TCPListener, acceptor: WorkerThread)] = []
        var connections: [Int: RelayConnection] = [:]
        var threads: [Int: WorkerThread] = [:]
        var losses: SplitMix
    }

    /// The port that clients of the first server connect to.
    public let port: Int

    private let shared: RelayConnection.Shared
    private let state: Mutex<State>

    private init(port: Int, settings: RelaySettings, clock: any LabClock) {
        self.port = port
        shared = RelayConnection.Shared(
            settings: settings,
            questions: SharedLane(settings.questions, stream: 0),
            answers: SharedLane(settings.answers, stream: 1),
            clock: RunClock(clock),
            book: RelayBook(limit: settings.logged)
        )
        state = Mutex(State(losses: SplitMix(settings.questions.seed, purpose: 500)))
    }

    /// Starts a relay on a free port of 127.0.0.1.
    ///
    /// - Parameters:
    ///   - host: the server's name or number.
    ///   - port: the server's port; nothing is asked of the server before a client connects.
    ///   - settings: what is done to the bytes.
    ///   - clock: what the log's instants and the holding are taken from.
    /// - Returns: the relay, which runs until ``stop()``.
    /// - Throws: ``RelayError/wrongLink(_:_:)``, ``RelayError/socket(_:)``.
    public static func start(
        to host: String,
        port: Int,
        settings: RelaySettings,
        clock: any LabClock
    ) throws(RelayError) -> StreamRelay {
        try settings.check()
        let listener = try Self.listener()
        let relay = StreamRelay(port: listener.port, settings: settings, clock: clock)
        relay.state.withLock { relay.open(listener, to: RelayedServer(hosts: [host], port: port), &$0) }
        return relay
    }

    /// Takes another server on.
    ///
    /// - Parameters:
    ///   - hosts: its addresses, of which the first is taken that a connection can be made to.
    ///   - port: its port.
    /// - Returns: the port that its clients connect to; the same for the same server.
    /// - Throws: ``RelayError/tooManyServers(limit:)``, ``RelayError/stopped``, ``RelayError/socket(_:)``.
    public func add(_ hosts: [String], port: Int) throws(RelayError) -> Int {
        let server = RelayedServer(hosts: hosts, port: port)
        let opened = state.withLock { state -> Result<Int, RelayError> in
            guard !state.isStopped else { return .failure(.stopped) }
            if let door = state.doors.first(where: { $0.server == server }) { return .success(door.listener.port) }
            guard state.doors.count < Self.maximumServers else {
                return .failure(.tooManyServers(limit: Self.maximumServers))
            }
            return Result { () throws(RelayError) in try Self.listener() }.map { listener in
                open(listener, to: server, &state)
                return listener.port
            }
        }
        return try opened.get()
    }

    /// The most servers of one relay.
    public static let maximumServers = 32

    private static func listener() throws(RelayError) -> TCPListener {
        do throws(SocketError) {
            return try TCPListener.open()
        } catch {
            throw .socket(error)
        }
    }

    private func open(_ listener: TCPListener, to server: RelayedServer, _ state: inout State) {
        let acceptor = WorkerThread(name: "relay-accept") { [self] in acceptAll(listener, for: server) }
        state.doors.append((server, listener, acceptor))
    }

    /// The address of one of the server's resources through the relay, such as `/live.ts`.
    public func url(_ path: String) -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    /// What was done to answers so far.
    public var log: RelayLog {
        shared.book.snapshot
    }

    /// How many connections were accepted so far.
    public var accepted: Int {
        state.withLock { $0.accepted }
    }

    /// How many of them found no server.
    public var unreachable: Int {
        state.withLock { $0.unreachable }
    }

    /// What went from clients to the server so far.
    public var questions: LaneTally {
        shared.questions.tally
    }

    /// What went from the server to clients so far.
    public var answers: LaneTally {
        shared.answers.tally
    }

    /// Ends all connections and waits until every thread has ended; blocks its thread for some milliseconds.
    public func stop() {
        let doors = state.withLock { state in
            state.isStopped = true
            return state.doors
        }
        doors.forEach { $0.listener.close() }
        // Once nothing more is accepted, no thread can be missed.
        doors.forEach { $0.acceptor.join() }
        let (connections, threads) = state.withLock { state in
            (Array(state.connections.values), Array(state.threads.values))
        }
        connections.forEach { $0.stop() }
        threads.forEach { $0.join() }
    }

    private func acceptAll(_ listener: TCPListener, for server: RelayedServer) {
        while let client = listener.accept() {
            state.withLock { state in
                guard !state.isStopped, state.threads.count < shared.settings.connections else { return }
                let number = state.accepted
                state.accepted += 1
                let connection = RelayConnection(number: number, client: client, shared: shared)
                let handshake = handshake(&state.losses)
                state.connections[number] = connection
                state.threads[number] = WorkerThread(name: "relay-open") { [self] in
                    serve(connection, number: number, server: server, handshake: handshake)
                }
            }
        }
    }

    private func serve(_ connection: RelayConnection, number: Int, server: RelayedServer, handshake: Latency) {
        connection.run(after: handshake) {
            let reached = server.connect(within: shared.settings.connectLimit, clock: shared.clock)
            if reached == nil {
                state.withLock { $0.unreachable += 1 }
            }
            return reached
        }
        connection.stop()
        state.withLock { state in
            state.connections[number] = nil
            state.threads[number] = nil
        }
    }

    /// How long a new connection's handshake takes: a round trip, and after each that was lost the time until it is tried
    /// again, a second doubled each time.
    private func handshake(_ losses: inout SplitMix) -> Latency {
        let (there, back) = (shared.settings.questions, shared.settings.answers)
        // A relay that only holds answers is no link, but a test's tool: its connections are there at once.
        guard there != .clear else { return .zero }
        var (length, timeout) = (there.delay + back.delay, TCPRecovery.connectTimeout)
        var attempts = 1
        while losses.hits(there.loss) || losses.hits(back.loss), attempts < TCPRecovery.attempts {
            length = length + timeout
            timeout = timeout + timeout
            attempts += 1
        }
        return length
    }
}
