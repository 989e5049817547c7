import LabModel

/// Between what the clock offset must lie at one instant, as one exchange proves it.
///
/// The question was under way when the receiver's clock read `t1` or more, so that the offset was at most t2 − t1 then;
/// the answer was under way until `t4`, so that it was at least t3 − t4. Seen from the middle of the two, both limits
/// may be off by what the clocks drift in half the exchange.
struct ClockInterval {
    /// The exchange's middle, in nanoseconds of the receiver's clock.
    let instant: Int64
    /// The least possible offset at ``instant``, in nanoseconds.
    var lower: Int64
    /// The largest possible one, at least ``lower``.
    var upper: Int64
    /// `t1`, in nanoseconds.
    let asked: Int64
    /// `t4`, in nanoseconds, at least ``asked``.
    let answered: Int64
    /// The boot id of the machine that answered; nil where the answer named none.
    let bootID: String?
    /// The stream that was sent when it answered; nil where the answer named none.
    let streamID: StreamID?

    /// About 36 years: sums of a few lengths up to this one cannot overflow.
    static let longest: Int64 = 1 << 60

    /// Nil for an exchange that no pair of steady clocks can make: an answer back before the question was asked, or sent
    /// before the question came, a round trip more negative than drift explains, clocks more than 36 years apart.
    ///
    /// Such an exchange was damaged on its way, or a clock was stepped while it lasted. It proves nothing.
    init?(_ exchange: ClockExchange, driftLimit: Double) {
        let length = (exchange.t4 - exchange.t1).nanoseconds
        let largest = (exchange.t2 - exchange.t1).nanoseconds
        let least = (exchange.t3 - exchange.t4).nanoseconds
        guard length >= 0, exchange.t3 >= exchange.t2 else { return nil }
        guard [length, largest, least].allSatisfy({ -Self.longest < $0 && $0 < Self.longest }) else { return nil }
        asked = exchange.t1.nanoseconds
        answered = exchange.t4.nanoseconds
        instant = asked + length / 2
        upper = largest + Self.drift(length / 2, driftLimit)
        lower = least - Self.drift(length - length / 2, driftLimit)
        guard lower <= upper else { return nil }
        bootID = exchange.answer?.bootID
        streamID = exchange.answer?.streamID
    }

    /// What is possible at another instant, given no more than this exchange.
    func widened(to instant: Int64, driftLimit: Double) -> (lower: Int64, upper: Int64) {
        let (earlier, later) = instant < self.instant ? (instant, self.instant) : (self.instant, instant)
        // The difference of any two Int64 fits into an UInt64.
        let drift = Self.drift(UInt64(bitPattern: later &- earlier), driftLimit)
        return (lower - drift, upper + drift)
    }

    /// Whether a steady clock can have been within both intervals.
    func isPossible(with other: ClockInterval, driftLimit: Double) -> Bool {
        let carried = other.widened(to: instant, driftLimit: driftLimit)
        return lower <= carried.upper && carried.lower <= upper
    }

    /// Whether another machine answered, whose clock is another one however close the two are.
    func isOfAnotherMachine(than other: ClockInterval) -> Bool {
        guard let bootID, let otherID = other.bootID else { return false }
        return bootID != otherID
    }

    /// Keeps what another interval leaves possible as well; at least one of its own values, whatever the other says.
    mutating func narrow(by other: ClockInterval, driftLimit: Double) {
        let carried = other.widened(to: instant, driftLimit: driftLimit)
        lower = min(max(lower, carried.lower), upper)
        upper = max(min(upper, carried.upper), lower)
    }

    /// The interval that this one becomes when the streamer's clock is moved.
    func shifted(by size: Int64, tolerance: Int64) -> ClockInterval {
        var moved = self
        moved.lower = Self.limited(lower, plus: size, minus: tolerance)
        moved.upper = Self.limited(upper, plus: size, minus: -tolerance)
        return moved
    }

    private static func limited(_ value: Int64, plus size: Int64, minus tolerance: Int64) -> Int64 {
        let moved = Latency(nanoseconds: value) + Latency(nanoseconds: size) - Latency(nanoseconds: tolerance)
        return max(-longest, min(moved.nanoseconds, longest))
    }

    /// How far the clocks may drift apart in a length of time, in nanoseconds, rounded up; at most ``longest``.
    static func drift(_ length: some BinaryInteger, _ driftLimit: Double) -> Int64 {
        let drift = Double(length) * driftLimit
        guard drift < Double(longest) else { return longest }
        let whole = Int64(drift)
        return Double(whole) < drift ? whole + 1 : whole
    }
}
