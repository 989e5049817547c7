import Estimation
import LabModel

/// One round of questions about the time.
struct ClockRound: Sendable {
    /// Where this machine's UTC stood before the first question.
    var before: MachineReading
    /// Answers of the clock that the run is measured against.
    var replies: [ClockReply] = []
    /// What the streamer itself said, where another clock is measured against.
    var contact: ClockReply?
    /// Where this machine's UTC stood after the last answer.
    var after: MachineReading

    /// Gives what is stored of the round.
    ///
    /// - Parameter count: how many exchanges are stored already.
    /// - Returns: all exchanges, in order; in a very long run only the best answer, and what the streamer itself said, without
    ///   which a reference would be worth nothing.
    func stored(after count: Int) -> [ClockExchange] {
        var exchanges = replies.map(\.exchange)
        if count >= ClockLimits.allExchanges {
            exchanges = Self.best(of: exchanges).map { [$0] } ?? []
        }
        exchanges += contact.map { [$0.exchange] } ?? []
        return Array(exchanges.prefix(max(0, ClockLimits.mostExchanges - count)))
    }

    /// The exchange that says most; a negative round trip is of a clock that was stepped meanwhile, and says nothing.
    static func best(of exchanges: [ClockExchange]) -> ClockExchange? {
        exchanges.filter { $0.roundTrip >= .zero }.min { $0.roundTrip < $1.roundTrip }
    }

    /// The answers that say which frame is the newest.
    var streamerSaid: [ClockExchange] {
        (replies + [contact].compactMap { $0 }).map(\.exchange).filter { $0.answer != nil }
    }
}

/// What is known of the clocks while a run goes on: takes rounds of answers, notices jumps, and knows the offset.
///
/// Pure: it is told what was answered and when.
struct ClockTracker: Sendable {
    /// How the offset is learnt.
    private(set) var method: ClockMethod
    /// Jumps that were noticed of both clocks, in order.
    private(set) var jumps: [ClockJump] = []
    /// Where this machine's clock stood last.
    private var lastReading: MachineReading?
    /// What NTP servers said where they have their time from.
    private(set) var referenceIDs: Set<UInt32> = []
    /// How far the NTP server may be from the true time, the largest that it said; nil once it said that it is unknown.
    private(set) var rootDistance: Latency? = .zero
    private var recent: [ClockExchange] = []
    private var lastSaid: ClockExchange?
    private var streamIDs: Set<UInt32> = []
    private var streamerBound: Latency?
    private var contradictions = 0
    private let bootID: String?

    /// Rounds that the offset is told from while the run goes on.
    private static let rounds = 32
    /// Two rounds in a row: UTC may be stepped within one.
    private static let proof = 2

    /// - Parameters:
    ///   - method: how the offset is learnt, as far as is known before the run.
    ///   - bootID: this machine's; nil where it is not known, and then every answer may be of it.
    init(_ method: ClockMethod, bootID: String? = nil) {
        self.method = method
        self.bootID = bootID
    }

    /// Takes a round.
    /// - Returns: events to note, as code and sentence.
    mutating func take(_ round: ClockRound) -> [(code: String, text: String)] {
        var notes = noteMachine(round.before) + noteMachine(round.after)
        for exchange in round.streamerSaid {
            notes += noteStreamer(exchange)
        }
        for reply in round.replies {
            reply.referenceID.map { _ = referenceIDs.insert($0) }
            rootDistance = rootDistance.flatMap { known in reply.rootDistance.map { max(known, $0) } }
        }
        if let best = ClockRound.best(of: compared(round)) {
            keep(best)
        }
        return notes + judgeSharing(round)
    }

    /// Streamer clock − receiver clock around an instant, and how far it may be off for a second from then on.
    func known(at now: WallTime) -> (offset: Latency, bound: Latency?)? {
        switch method {
        case .sameHost:
            return (lastReading?.lead ?? .zero, .zero)
        case .http, .ntp:
            let fit = ClockFit(exchanges: recent, addedBound: addedBound)
            return fit.reading(at: now + .seconds(1)).map { ($0.offset, $0.bound) }
        case .trace, .none:
            return nil
        }
    }

    /// Whether the clock that is asked is the streamer's own, as far as is known.
    var isDirect: Bool {
        method != .ntp || (!referenceIDs.isEmpty && referenceIDs.isSubset(of: streamIDs))
    }

    private var addedBound: Latency? {
        isDirect ? .zero : streamerBound.flatMap { bound in rootDistance.map { bound + $0 } }
    }

    /// The exchanges with the clock that is measured against: the contact's too, once it turned out to be that.
    private func compared(_ round: ClockRound) -> [ClockExchange] {
        (round.replies + (method == .http ? [round.contact].compactMap { $0 } : [])).map(\.exchange)
    }

    private mutating func keep(_ exchange: ClockExchange) {
        recent.append(exchange)
        if recent.count > Self.rounds {
            recent.removeFirst(recent.count - Self.rounds)
        }
    }

    private mutating func noteMachine(_ reading: MachineReading) -> [(code: String, text: String)] {
        defer { lastReading = reading }
        guard let last = lastReading else { return [] }
        let size = reading.lead - last.lead
        let uncertainty = reading.uncertainty + last.uncertainty
        guard ClockJumps.isJump(size, over: reading.at - last.at, uncertainty: uncertainty) else { return [] }
        jumps.append(ClockJump(end: .receiver, after: last.at, before: reading.at, size: size))
        return [(RunWarning.Code.clockStep.rawValue, "this machine's clock was stepped by \(size.stepText)")]
    }

    private mutating func noteStreamer(_ exchange: ClockExchange) -> [(code: String, text: String)] {
        streamIDs.formUnion(exchange.answer.map { [$0.streamID.rawValue] } ?? [])
        streamerBound = exchange.answer?.errorBoundMs.map(Latency.milliseconds)
        defer { lastSaid = exchange }
        // On one machine its own log tells the same, and more exactly.
        guard method != .sameHost, let lastSaid, let jump = ClockJumps.between(lastSaid, exchange) else { return [] }
        jumps.append(jump)
        recent.removeAll { $0.t4 < jump.before }
        return [(RunWarning.Code.clockStep.rawValue, "the streamer's clock was stepped by \(jump.size.stepText)")]
    }

    /// Clocks of one machine that an exchange tells apart are not one clock, as where a process is shown another time; nor
    /// are those of two machines, as where a streamer was started anew on another.
    private mutating func judgeSharing(_ round: ClockRound) -> [(code: String, text: String)] {
        guard method == .sameHost, let exchange = round.contact?.exchange else { return [] }
        if let bootID, let said = exchange.answer?.bootID, said != bootID {
            method = .http
            keep(exchange)
            return [("clock_not_shared", "the streamer answered from another machine: its clock is asked as another")]
        }
        let isContradicted = MachineReading.isContradicted(by: exchange, before: round.before, after: round.after)
        contradictions = isContradicted ? contradictions + 1 : 0
        guard contradictions >= Self.proof else { return [] }
        method = .http
        keep(exchange)
        return [Self.notShared(exchange)]
    }

    /// The event that says why one machine's clocks are compared all the same.
    static func notShared(_ exchange: ClockExchange) -> (code: String, text: String) {
        (
            "clock_not_shared",
            "the streamer runs on this machine, yet its clock is \(exchange.offset.stepText) off: it is asked as another"
        )
    }
}

extension Latency {
    /// Signed milliseconds for a person: `+500.0 ms`.
    var stepText: String {
        let tenths = (abs(milliseconds) * 10).rounded() / 10
        return "\(nanoseconds < 0 ? "-" : "+")\(tenths) ms"
    }
}
