public import LabModel
internal import Machine
internal import Synchronization

/// Stands between UDP peers and a target and does to their datagrams what a link says, in both directions.
///
/// Whoever sends to its port is a peer with a socket of its own towards the target, so that the target can tell peers apart
/// and its answers find their way back. A target that is not there yet costs nothing: refusals are counted.
public final class DatagramRelay: Sendable {
    private struct State {
        var table: PeerTable
        var log: [RelayedDatagram] = []
        var refusals = 0
        var strangers = 0
        var accepted = 0
        var overruns = 0
        var threads: [WorkerThread] = []
    }

    private let target: (host: String, port: Int)
    private let outer: UDPSocket
    private let settings: DatagramRelaySettings
    private let clock: RunClock
    private let questions: SharedLane
    private let answers: SharedLane
    private let heldQuestions: DatagramQueue
    private let heldAnswers: DatagramQueue
    private let state: Mutex<State>

    private static let largestDatagram = 65_536
    /// How many datagrams of one socket are taken before the others have their turn.
    private static let turn = 64
    /// How often the table of peers is looked through, in milliseconds.
    private static let round = 1_000
    private static let receiveBuffer = 8 << 20

    private init(
        target: (host: String, port: Int),
        outer: UDPSocket,
        settings: DatagramRelaySettings,
        clock: any LabClock
    ) {
        self.target = target
        self.outer = outer
        self.settings = settings
        self.clock = RunClock(clock)
        questions = SharedLane(settings.link, stream: 0)
        answers = SharedLane(settings.link, stream: 1)
        heldQuestions = DatagramQueue(limit: settings.heldBytes)
        heldAnswers = DatagramQueue(limit: settings.heldBytes)
        state = Mutex(State(table: PeerTable(limit: settings.peers)))
    }

    /// Starts a relay.
    ///
    /// - Parameters:
    ///   - host: the target's name or number.
    ///   - port: the target's port.
    ///   - settings: what is done to datagrams, and where the relay waits for them.
    ///   - clock: what the log's instants and the holding are taken from.
    /// - Returns: the relay, which runs until ``stop()``.
    /// - Throws: ``RelayError/wrongLink(_:_:)``, ``RelayError/socket(_:)``.
    public static func start(
        to host: String,
        port: Int,
        settings: DatagramRelaySettings,
        clock: any LabClock
    ) throws(RelayError) -> DatagramRelay {
        try settings.link.check()
        let outer: UDPSocket
        do throws(SocketError) {
            outer = try UDPSocket.bound(host: settings.host, port: settings.port)
        } catch {
            throw .socket(error)
        }
        outer.enlargeReceiveBuffer(to: receiveBuffer)
        let relay = DatagramRelay(target: (host, port), outer: outer, settings: settings, clock: clock)
        let threads = [
            WorkerThread(name: "relay-udp") { relay.readAll() },
            WorkerThread(name: "relay-ask") { relay.passQuestions() },
            WorkerThread(name: "relay-answer") { relay.passAnswers() },
        ]
        relay.state.withLock { $0.threads = threads }
        return relay
    }

    /// The port that peers send to.
    public var port: Int {
        outer.port
    }

    /// The datagrams that were sent on, the newest ones; empty where no log is kept.
    public var log: [RelayedDatagram] {
        state.withLock { $0.log }
    }

    /// How many peers there were.
    public var accepted: Int {
        state.withLock { $0.accepted }
    }

    /// How many peers there are now.
    public var peers: Int {
        state.withLock { $0.table.all.count }
    }

    /// Datagrams of peers for which there was no room.
    public var strangers: Int {
        state.withLock { $0.strangers }
    }

    /// How often the target's machine said that nobody listens.
    public var refusals: Int {
        state.withLock { $0.refusals }
    }

    /// What went from peers to the target so far.
    public var questionTally: LaneTally {
        var tally = questions.tally
        tally.overrun += outer.overruns
        return tally
    }

    /// What went from the target to peers so far.
    public var answerTally: LaneTally {
        var tally = answers.tally
        tally.overrun += state.withLock { state in
            state.table.all.reduce(state.overruns) { $0 + $1.socket.overruns }
        }
        return tally
    }

    /// Ends it and waits until every thread has ended; blocks its thread for some milliseconds.
    public func stop() {
        outer.close()
        heldQuestions.abandon()
        heldAnswers.abandon()
        let threads = state.withLock { $0.threads }
        threads.forEach { $0.join() }
    }

    private func readAll() {
        TimerPrecision.sharpen()
        var buffer = [UInt8](repeating: 0, count: Self.largestDatagram)
        var nextRound = clock.monotonicNow()
        while !outer.isClosed {
            let peers = state.withLock { $0.table.all }
            let ready = UDPSocket.awaitAny(of: [outer] + peers.map(\.socket), atMost: Self.round)
            if ready[0] {
                takeQuestions(&buffer)
            }
            for (peer, isReady) in zip(peers, ready.dropFirst()) where isReady {
                takeAnswers(of: peer, &buffer)
            }
            let now = clock.monotonicNow()
            if now >= nextRound {
                nextRound = now + .milliseconds(Double(Self.round))
                state.withLock { state in
                    for peer in state.table.expire(at: now) {
                        state.overruns += peer.socket.overruns
                    }
                }
            }
        }
    }

    private func takeQuestions(_ buffer: inout [UInt8]) {
        for _ in 0..<Self.turn {
            guard case .datagram(let count, let address) = outer.take(into: &buffer), !outer.isClosed else { return }
            let now = clock.monotonicNow()
            guard let peer = peer(at: address, now: now) else { continue }
            judge(buffer[..<count], from: peer, readAt: now, over: questions, into: heldQuestions)
        }
    }

    private func takeAnswers(of peer: DatagramPeer, _ buffer: inout [UInt8]) {
        for _ in 0..<Self.turn {
            switch peer.socket.take(into: &buffer) {
            case .datagram(let count, _):
                let now = clock.monotonicNow()
                _ = state.withLock { $0.table.known(peer.address, at: now) }
                judge(buffer[..<count], from: peer, readAt: now, over: answers, into: heldAnswers)
            case .refused:
                state.withLock { $0.refusals += 1 }
            case .nothing:
                return
            }
        }
    }

    private func judge(
        _ bytes: ArraySlice<UInt8>,
        from peer: DatagramPeer,
        readAt now: MonotonicTime,
        over lane: SharedLane,
        into held: DatagramQueue
    ) {
        lane.use { lane, tally in
            tally.packets += 1
            tally.longestQueue = max(tally.longestQueue, lane.backlog(at: now))
            switch lane.carryDatagram(bytes.count, at: now) {
            case .arrives(let due):
                if !held.put(.init(bytes: Array(bytes), readAt: now, due: due, peer: peer)) {
                    tally.overrun += 1
                }
            case .lost:
                tally.lost += 1
            case .dropped:
                tally.dropped += 1
            }
        }
    }

    /// The peer at an address, a new one where it was not known; nil where there is no room for it.
    private func peer(at address: PeerAddress, now: MonotonicTime) -> DatagramPeer? {
        if let peer = state.withLock({ $0.table.known(address, at: now) }) {
            return peer
        }
        guard let socket = try? UDPSocket.connected(host: target.host, port: target.port) else {
            state.withLock { $0.refusals += 1 }
            return nil
        }
        socket.enlargeReceiveBuffer(to: Self.receiveBuffer)
        let peer = DatagramPeer(address: address, socket: socket)
        return state.withLock { state in
            let (isAdded, gone) = state.table.add(peer, at: now)
            state.overruns += gone?.socket.overruns ?? 0
            state.accepted += isAdded ? 1 : 0
            state.strangers += isAdded ? 0 : 1
            return isAdded ? peer : nil
        }
    }

    private func passQuestions() {
        pass(heldQuestions, over: questions) { held in
            // The refusal of an earlier datagram is told by the next one, which then was not sent.
            guard (try? held.peer.socket.send(held.bytes)) == nil else { return }
            state.withLock { $0.refusals += 1 }
            try? held.peer.socket.send(held.bytes)
        }
    }

    private func passAnswers() {
        pass(heldAnswers, over: answers) { held in
            outer.send(held.bytes, to: held.peer.address)
        }
    }

    private func pass(_ queue: DatagramQueue, over lane: SharedLane, send: (DatagramQueue.Held) -> Void) {
        TimerPrecision.sharpen()
        while let held = queue.take(by: clock) {
            let began = clock.monotonicNow()
            send(held)
            lane.count { $0.released(held.bytes.count, late: began - held.due) }
            note(held, isQuestion: lane === questions, releasedAt: began)
        }
    }

    private func note(_ held: DatagramQueue.Held, isQuestion: Bool, releasedAt: MonotonicTime) {
        guard settings.logged > 0 else { return }
        let entry = RelayedDatagram(
            isQuestion: isQuestion,
            bytes: held.bytes.count,
            readAt: clock.time(at: held.readAt),
            dueAt: clock.time(at: held.due),
            releasedAt: clock.time(at: releasedAt)
        )
        state.withLock { state in
            if state.log.count >= settings.logged {
                state.log.removeFirst((settings.logged + 1) / 2)
            }
            state.log.append(entry)
        }
    }
}
