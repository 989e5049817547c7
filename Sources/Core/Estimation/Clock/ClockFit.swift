public import LabModel

/// The offset between streamer clock and receiver clock over a run, with a hard bound, from exchanges about the time.
///
/// Each exchange proves that the offset lay within θ ± RTT/2 then. At an instant the offset lies in the intersection of
/// all of them, each widened by what the clocks may have drifted in between: its middle is the offset, its half width
/// the bound. Exchanges that contradict each other, and jumps that were noticed, part the run into pieces, between which
/// a clock was stepped. Exchanges that contradict themselves are left out.
public struct ClockFit: Sendable {
    /// How fast the offset may change unless told: 200 ppm, twice what a bad quartz drifts.
    public static let driftLimit = 200e-6

    /// The stretches between steps.
    let clock: ClockPieces
    /// How far the clock that was asked may be from the streamer's; nil where nobody knows.
    let addedBound: Latency?
    /// How fast the offset may change, 1 being a second a second.
    let driftLimit: Double

    /// Fits the offset.
    /// - Parameters:
    ///   - exchanges: In any order; those that no pair of steady clocks can make are left out.
    ///   - jumps: Jumps of a clock that were noticed and change the offset, in any order.
    ///   - driftLimit: How fast the offset may change, 1 being a second a second; taken from 0 to 0.1.
    ///   - addedBound: How far the clock that was asked may be from the streamer's: added to each bound; negative counts
    ///     as zero, nil makes every bound nil.
    /// - Complexity: O(n log n), O(n) where the exchanges are in order.
    public init(
        exchanges: [ClockExchange],
        jumps: [ClockJump] = [],
        driftLimit: Double = driftLimit,
        addedBound: Latency? = .zero
    ) {
        let limit = driftLimit.isNaN ? Self.driftLimit : min(max(driftLimit, 0), 0.1)
        var intervals = exchanges.compactMap { ClockInterval($0, driftLimit: limit) }
        if !zip(intervals, intervals.dropFirst()).allSatisfy({ $0.instant <= $1.instant }) {
            intervals.sort { ($0.instant, $0.asked) < ($1.instant, $1.asked) }
        }
        let jumps = jumps.map { jump in
            var jump = jump
            (jump.after, jump.before) = (min(jump.after, jump.before), max(jump.after, jump.before))
            return jump
        }
        clock = ClockPieces(intervals, jumps: jumps, driftLimit: limit)
        self.driftLimit = limit
        self.addedBound = addedBound.map { max(.zero, $0) }
    }

    /// How often a clock was stepped.
    public var steps: Int {
        clock.steps.count
    }

    /// What is known of the offset at an instant of the receiver's clock.
    ///
    /// Beyond the first and the last exchange the bound grows with the drift limit. Between the two exchanges around a
    /// step it is nil, and the offset that of the nearer one's side.
    /// - Returns: Nil without a usable exchange.
    /// - Complexity: O(log n).
    public func reading(at instant: WallTime) -> ClockReading? {
        let (piece, isBounded) = side(at: instant.nanoseconds)
        guard piece < clock.pieces.count else { return nil }
        let range = clock.pieces[piece].possible(at: instant.nanoseconds)
        let added = isBounded && clock.pieces[piece].isKnown ? addedBound : nil
        return ClockReading(offset: range.middle, bound: added.map { range.halfWidth + $0 })
    }

    /// The piece that an instant belongs to, and whether it lies outside the windows of the steps.
    func side(at instant: Int64) -> (piece: Int, isBounded: Bool) {
        var cursor = StepCursor(clock.steps)
        return cursor.side(at: instant)
    }
}
