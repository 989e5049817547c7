import Analysis
import LabModel
import Machine
import Synchronization

/// Asks for the time all through a run, or several at once, on a thread of its own: nothing else of a run ever waits for an
/// answer.
final class ClockProbe: Sendable {
    private struct State {
        var tracker: ClockTracker
        var isStopped = false
        var asksAtEnd = true
        var waiting: [LimitedWait] = []
        var isRunning = false
        /// What is answered from then on comes too late.
        var isClosed = false
        var isSilent = false
        /// The runs that are told what is answered.
        var sessions: [ReceiveSession] = []
        /// How many runs have not finished yet.
        var remaining: Int
        /// What was stored, for all of them.
        var exchanges: [ClockExchange]
    }

    /// What is known of the clock, for the analysis.
    let view = ClockView()
    /// What was found before the run.
    let plan: ClockPlan
    private let openingNotes: [(code: String, text: String)]
    private let clock: RunClock
    private let clients: ClockClients
    private let wake = WakeSignal()
    private let state: Mutex<State>
    /// Over when the thread is.
    private let ending = LimitedWait()

    /// How long a run waits for the answers that it asks for: a name look-up, which nothing can cut short, may hang.
    static let patience = Latency.seconds(2)
    /// How long it waits for the last ones, behind a round that is under way.
    static let lastPatience = Latency.seconds(4)
    /// Seconds between rounds.
    static let interval = Latency.seconds(1)
    /// Questions of a round: one of them is likely to meet no other traffic.
    static let questions = 3
    /// A server that is not the streamer's is asked only in every so many rounds.
    static let politeRounds = 8

    /// Finds the clock and asks it for the first time; blocks.
    convenience init(settings: ReceiveSettings, clock: RunClock, clients: ClockClients, runs: Int) {
        let plan = ClockFinder(settings: settings, clock: clock, clients: clients).find()
        self.init(plan, clock: clock, clients: clients, runs: runs)
    }

    /// Begins with what was found, for so many runs.
    init(_ plan: ClockPlan, clock: RunClock, clients: ClockClients, runs: Int = 1) {
        self.clock = clock
        self.clients = clients
        self.plan = plan
        var tracker = ClockTracker(plan.method, bootID: Host.bootID)
        openingNotes = plan.notes + tracker.take(plan.opening)
        view.known = tracker.known(at: clock.now())
        state = Mutex(State(tracker: tracker, remaining: runs, exchanges: plan.opening.stored(after: 0)))
    }

    /// Begins to ask, and to tell a session what is answered; a file has no clock that could be asked.
    func start(_ session: ReceiveSession, isLive: Bool) {
        for exchange in exchanges {
            session.learnt(exchange)
        }
        guard isLive else {
            view.known = nil
            return
        }
        for note in openingNotes {
            session.noted(code: note.code, text: note.text)
        }
        guard plan.client != nil || plan.contact != nil || plan.method == .sameHost else { return }
        let isFirst = state.withLock { state in
            state.sessions.append(session)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard isFirst else { return }
        _ = WorkerThread(name: "clock") { [self] in
            run()
            ending.end()
        }
    }

    /// Every answer so far that is stored.
    var exchanges: [ClockExchange] {
        state.withLock { $0.exchanges }
    }

    /// How the offset is learnt at present.
    var method: ClockMethod {
        state.withLock { $0.tracker.method }
    }

    /// Asks now, beside the rounds, and waits for the answers: at most ``patience``, and until the task is cancelled.
    func ask() async {
        let answers = LimitedWait()
        let isRunning = state.withLock { state in
            guard state.isRunning, !state.isStopped else { return false }
            state.waiting.append(answers)
            return true
        }
        guard isRunning else { return }
        wake.wake()
        await answers.wait(atMost: Self.patience, by: clock)
    }

    /// Ends asking for a run: with the last of them altogether, after one more round where that is wanted; the thread may
    /// outlive it, and is heard no more.
    /// - Parameters:
    ///   - session: the run.
    ///   - asking: whether to ask once more and to wait for it, at most ``lastPatience`` and until cancellation.
    func finish(_ session: ReceiveSession, asking: Bool) async {
        let asks = asking && !Task.isCancelled
        let (isLast, isRunning) = state.withLock { state in
            state.remaining -= 1
            guard state.remaining <= 0 else {
                state.sessions.removeAll { $0 === session }
                return (false, state.isRunning)
            }
            state.isStopped = true
            state.asksAtEnd = asks
            return (true, state.isRunning)
        }
        guard isLast else { return }
        wake.wake()
        if isRunning, asks {
            await ending.wait(atMost: Self.lastPatience, by: clock)
        }
        state.withLock { $0.isClosed = true }
        clients.cancel()
    }

    /// What the run's clock came to.
    var tracker: ClockTracker {
        state.withLock { $0.tracker }
    }

    private func run() {
        var next = clock.monotonicNow()
        var number = 0
        while true {
            let order = state.withLock { state in
                defer { state.waiting = [] }
                return (isStopped: state.isStopped, asks: state.asksAtEnd, waiting: state.waiting)
            }
            if !order.isStopped || order.asks {
                take(round(number, isLast: order.isStopped))
            }
            order.waiting.forEach { $0.end() }
            if order.isStopped { return }
            number += 1
            next = max(next + Self.interval, clock.monotonicNow())
            wake.sleep(atMost: next - clock.monotonicNow())
        }
    }

    private func round(_ number: Int, isLast: Bool) -> ClockRound {
        let start = MachineReading(clock)
        var round = ClockRound(before: start, after: start)
        let isOurs = tracker.isDirect
        if let client = plan.client, isOurs || isLast || number.isMultiple(of: Self.politeRounds) {
            for _ in 0..<(isOurs || isLast ? Self.questions : 1) {
                do {
                    round.replies.append(try client.ask())
                } catch {
                    noteSilence(error)
                    break
                }
            }
            if !round.replies.isEmpty {
                state.withLock { $0.isSilent = false }
            }
        }
        round.contact = try? plan.contact?.ask()
        round.after = MachineReading(clock)
        return round
    }

    /// An outage is one event, however long it lasts.
    private func noteSilence(_ failure: ClockFailure) {
        let told = state.withLock { state in
            defer { state.isSilent = true }
            return state.isSilent || state.isStopped ? [] : state.sessions
        }
        for session in told {
            session.noted(code: "clock_silent", text: "nobody told the time: \(failure.text)")
        }
    }

    /// Takes a round in, unless the run is over: under one lock with its end, so that nothing comes behind it.
    func take(_ round: ClockRound) {
        state.withLock { state in
            guard !state.isClosed else { return }
            let notes = state.tracker.take(round)
            view.known = state.tracker.known(at: clock.now())
            let exchanges = round.stored(after: state.exchanges.count)
            state.exchanges += exchanges
            for session in state.sessions {
                exchanges.forEach(session.learnt)
                for note in notes {
                    session.noted(code: note.code, text: note.text)
                }
            }
        }
    }
}
