internal import LabModel

/// Answers NTP questions with the clock that stamps frames: the codec's logic, without socket and thread.
struct NTPResponder {
    /// The stream id, by which a receiver knows that it asks the streamer itself.
    let streamID: StreamID
    /// The present bound of the clock's distance to UTC; nil where nothing is known.
    let errorBound: @Sendable () -> Latency?
    private var budget: AnswerBudget

    /// Far from any true time, yet one that clients follow: 16 would say that there is no time to be had.
    static let stratum: UInt8 = 10
    /// About a microsecond: reading the clock costs tens of nanoseconds, and the thread must be woken first.
    static let precision: Int8 = -20

    init(streamID: StreamID, errorBound: @escaping @Sendable () -> Latency?, now: MonotonicTime) {
        self.streamID = streamID
        self.errorBound = errorBound
        budget = AnswerBudget(now: now)
    }

    /// The answer to a datagram.
    /// - Parameters:
    ///   - datagram: what came.
    ///   - t2: when it came.
    ///   - clock: gives the instant of leaving, at the very last.
    /// - Returns: 48 bytes for 48; nil for everything that is no client's question, and when too many ask.
    mutating func answer(_ datagram: [UInt8], t2: WallTime, clock: any LabClock) -> [UInt8]? {
        guard datagram.count == NTPPacket.size, let question = NTPPacket(datagram) else { return nil }
        guard question.mode == NTPPacket.Mode.client, question.version == 3 || question.version == 4 else { return nil }
        guard budget.take(now: clock.monotonicNow()) else { return nil }
        var answer = NTPPacket()
        answer.version = question.version
        answer.mode = NTPPacket.Mode.server
        answer.stratum = Self.stratum
        answer.poll = question.poll
        answer.precision = Self.precision
        answer.rootDispersion = NTPShort(roundingUp: errorBound() ?? NTPPacket.unknownDispersion)
        answer.referenceID = streamID.rawValue
        answer.reference = NTPTimestamp(t2)
        answer.origin = question.transmit
        answer.receive = NTPTimestamp(t2)
        var bytes = answer.bytes
        let t3 = NTPTimestamp(clock.now()).rawValue
        for index in 0..<8 {
            bytes[40 + index] = UInt8(truncatingIfNeeded: t3 >> (56 - 8 * index))
        }
        return bytes
    }
}

/// How many answers may still be given: a flood of questions must not take the time that frames need.
struct AnswerBudget {
    private var tokens = Self.burst
    private var refilled: MonotonicTime

    /// Answers at once after a silence.
    static let burst = 400.0
    /// Answers a second that can be kept up.
    static let perSecond = 1_000.0

    init(now: MonotonicTime) {
        refilled = now
    }

    /// Takes one answer from the budget.
    /// - Returns: whether there was one.
    mutating func take(now: MonotonicTime) -> Bool {
        tokens = min(Self.burst, tokens + max(0, (now - refilled).seconds) * Self.perSecond)
        refilled = max(refilled, now)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
