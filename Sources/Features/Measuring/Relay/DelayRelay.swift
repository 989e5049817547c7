public import LabModel
internal import Machine
internal import Synchronization

/// Stands between a client and a TCP server on this machine and holds every byte of the server's answers for a known
/// time, so that what a receiver measures can be compared with what was really done.
///
/// Each read of an answer is stamped, held and written by a thread of its own; the log says when.
public final class DelayRelay: Sendable {
    private struct State {
        var accepted = 0
        var isStopped = false
        var acceptor: WorkerThread?
        var connections: [Int: RelayConnection] = [:]
        var threads: [Int: WorkerThread] = [:]
    }

    private let target: (host: String, port: Int)
    private let settings: RelaySettings
    private let listener: TCPListener
    private let clock: RunClock
    private let book: RelayBook
    private let state = Mutex(State())

    private init(target: (host: String, port: Int), settings: RelaySettings, listener: TCPListener, clock: any LabClock)
    {
        self.target = target
        self.settings = settings
        self.listener = listener
        self.clock = RunClock(clock)
        book = RelayBook(limit: settings.logged)
    }

    /// Starts a relay on a free port of 127.0.0.1.
    ///
    /// - Parameters:
    ///   - host: the server's name or number.
    ///   - port: the server's port; nothing is asked of the server before a client connects.
    ///   - settings: what is done to its answers.
    ///   - clock: what the log's instants and the holding are taken from.
    /// - Returns: the relay, which runs until ``stop()``.
    /// - Throws: ``MeasuringError/holdOutOfRange(_:)``, ``MeasuringError/relay(_:)``.
    public static func start(
        to host: String,
        port: Int,
        settings: RelaySettings,
        clock: any LabClock
    ) throws(MeasuringError) -> DelayRelay {
        try settings.check()
        let listener: TCPListener
        do throws(SocketError) {
            listener = try TCPListener.open()
        } catch {
            throw .relay(error)
        }
        let relay = DelayRelay(target: (host, port), settings: settings, listener: listener, clock: clock)
        relay.state.withLock { $0.acceptor = WorkerThread(name: "relay-accept") { relay.acceptAll() } }
        return relay
    }

    /// The port that clients connect to.
    public var port: Int {
        listener.port
    }

    /// The address of one of the server's resources through the relay, such as `/live.ts`.
    public func url(_ path: String) -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    /// What was done so far.
    public var log: RelayLog {
        book.snapshot
    }

    /// How many connections were accepted so far.
    public var accepted: Int {
        state.withLock { $0.accepted }
    }

    /// Ends all connections and waits until every thread has ended; blocks its thread for some milliseconds.
    public func stop() {
        listener.close()
        let acceptor = state.withLock { state in
            state.isStopped = true
            return state.acceptor
        }
        // Once nothing more is accepted, no thread can be missed.
        acceptor?.join()
        let (connections, threads) = state.withLock { state in
            (Array(state.connections.values), Array(state.threads.values))
        }
        connections.forEach { $0.stop() }
        threads.forEach { $0.join() }
    }

    private func acceptAll() {
        while let client = listener.accept() {
            state.withLock { state in
                guard !state.isStopped, state.threads.count < settings.connections else { return }
                let number = state.accepted
                state.accepted += 1
                state.threads[number] = WorkerThread(name: "relay-open") { [self] in serve(client, number: number) }
            }
        }
    }

    private func serve(_ client: TCPConnection, number: Int) {
        defer {
            state.withLock { state in
                state.connections[number] = nil
                state.threads[number] = nil
            }
        }
        guard
            let server = try? TCPConnection.connect(
                host: target.host,
                port: target.port,
                limit: settings.connectLimit
            )
        else {
            // The client sees what it would see without the relay: a connection that brings nothing.
            return client.close()
        }
        let connection = RelayConnection(
            number: number,
            client: client,
            server: server,
            settings: settings,
            shared: (clock, book)
        )
        let isWanted = state.withLock { state in
            state.connections[number] = state.isStopped ? nil : connection
            return !state.isStopped
        }
        if isWanted {
            connection.run()
        }
        connection.stop()
    }
}
