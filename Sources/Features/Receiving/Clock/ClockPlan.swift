import LabModel
import Machine

/// How a run's clock is learnt: whom to ask, and what was answered before media was asked for.
struct ClockPlan: Sendable {
    /// How the offset is learnt, as far as is known before the run.
    var method = ClockMethod.none
    /// Asked for the time in rounds; nil where nobody is, or where one clock is shared.
    var client: (any ClockClient)?
    /// Asked for the newest frame, and what the streamer's clock is worth, where the client does not say it.
    var contact: (any ClockClient)?
    /// What was answered already.
    var opening: ClockRound
    /// Why the run must not go on.
    var refusal: ReceiverError?
    /// Events to note, as code and sentence.
    var notes: [(code: String, text: String)] = []
}

/// Finds the clock that a run can be measured against, before the run; blocks.
struct ClockFinder: Sendable {
    private let settings: ReceiveSettings
    private let clock: RunClock
    private let clients: ClockClients

    /// Questions before the run, so that its first frames have the best bound already.
    static let openingQuestions = 8
    /// The same of a server that is not ours, which may cut off who asks too often.
    static let politeQuestions = 4

    init(settings: ReceiveSettings, clock: RunClock, clients: ClockClients) {
        self.settings = settings
        self.clock = clock
        self.clients = clients
    }

    func find() -> ClockPlan {
        let reading = MachineReading(clock)
        var plan = ClockPlan(opening: ClockRound(before: reading, after: reading))
        switch settings.clock {
        case .none: break
        case .url(let url): askURL(url, &plan)
        case .ntp(let server): askNTP(server, &plan)
        case .sameHost: trustSameHost(&plan)
        case .automatic: choose(&plan)
        }
        plan.opening.after = MachineReading(clock)
        return plan
    }

    private func askURL(_ url: String, _ plan: inout ClockPlan) {
        plan.method = .http
        plan.client = answering([url]) ?? client(url)
        openWithClient(&plan, questions: Self.openingQuestions)
    }

    private func askNTP(_ server: NTPServer, _ plan: inout ClockPlan) {
        plan.method = .ntp
        plan.client = clients.adopt(NTPClockClient(server, clock: clock))
        plan.contact = answering(origins)
        openWithClient(&plan, questions: Self.politeQuestions)
        plan.opening.contact = try? plan.contact?.ask()
    }

    /// What its user says, unless the streamer itself denies it.
    private func trustSameHost(_ plan: inout ClockPlan) {
        plan.method = .sameHost
        plan.contact = answering(origins)
        guard let reply = openWithContact(&plan) else { return }
        if !isThisMachine(reply) {
            plan.refusal = .notSameHost(url: settings.url)
        } else if isContradicted(plan.opening) {
            plan.refusal = .clocksDiffer(url: settings.url, offset: reply.exchange.offset)
        }
    }

    private func choose(_ plan: inout ClockPlan) {
        guard let found = answering(origins) else { return }
        plan.contact = found
        guard let reply = openWithContact(&plan) else { return }
        if isThisMachine(reply), !isContradicted(plan.opening) {
            plan.method = .sameHost
            return
        }
        if isThisMachine(reply) {
            plan.notes.append(ClockTracker.notShared(reply.exchange))
        }
        plan.method = .http
        plan.client = found
        plan.contact = nil
        plan.opening.contact = nil
        openWithClient(&plan, questions: Self.openingQuestions)
    }

    private var origins: [String] {
        var addresses: [String] = []
        for url in [settings.streamer, settings.url, settings.control?.url].compactMap({ $0 }) {
            if let origin = RedactedURL.origin(url), !addresses.contains(origin + "/clock") {
                addresses.append(origin + "/clock")
            }
        }
        return addresses
    }

    /// The first address that answers as a streamer does.
    private func answering(_ addresses: [String]) -> (any ClockClient)? {
        for address in addresses {
            let own = client(address)
            if (try? own.ask()) != nil {
                return own
            }
            guard own is HTTPClockClient else { continue }
            // Behind servers that send elsewhere, or answer in pieces, libav's transport may still get through.
            let fetched = clients.adopt(FetchedClockClient(address, clock: clock))
            if (try? fetched.ask()) != nil {
                return fetched
            }
        }
        return nil
    }

    private func client(_ address: String) -> any ClockClient {
        ClockAddress(address).map { clients.adopt(HTTPClockClient($0, clock: clock)) }
            ?? clients.adopt(FetchedClockClient(address, clock: clock))
    }

    private func openWithClient(_ plan: inout ClockPlan, questions: Int) {
        plan.opening.before = MachineReading(clock)
        for _ in 0..<questions {
            guard let reply = try? plan.client?.ask() else { break }
            plan.opening.replies.append(reply)
        }
    }

    private func openWithContact(_ plan: inout ClockPlan) -> ClockReply? {
        plan.opening.before = MachineReading(clock)
        plan.opening.contact = try? plan.contact?.ask()
        plan.opening.after = MachineReading(clock)
        return plan.opening.contact
    }

    private func isThisMachine(_ reply: ClockReply) -> Bool {
        guard let boot = reply.exchange.answer?.bootID, !boot.isEmpty else { return false }
        return boot == Host.bootID
    }

    private func isContradicted(_ round: ClockRound) -> Bool {
        guard let exchange = round.contact?.exchange else { return false }
        return MachineReading.isContradicted(by: exchange, before: round.before, after: round.after)
    }
}
