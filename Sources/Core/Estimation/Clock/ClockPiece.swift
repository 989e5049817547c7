import LabModel

/// A stretch of time in which neither clock was stepped: the exchanges made in it, and what they say together.
///
/// At any instant the offset lies in the intersection of all exchanges' intervals, each widened by what the clocks may
/// have drifted since or until then. A forward and a backward pass let each exchange carry that intersection at its own
/// instant; between two of them it is the intersection of just those two.
struct ClockPiece {
    /// By ascending instant, at least one, each as narrow as all of them together allow.
    let intervals: [ClockInterval]
    /// The exchanges as they were.
    let exchanges: [ClockInterval]
    /// False for a stretch without an exchange, of which only the size of the jump beside it is known.
    let isKnown: Bool

    private let driftLimit: Double

    /// Makes a piece.
    /// - Parameters:
    ///   - exchanges: At least one, by ascending instant; together possible.
    ///   - driftLimit: How fast the offset may change, 1 being a second a second.
    ///   - isKnown: Whether the exchanges were made in this piece.
    init(_ exchanges: [ClockInterval], driftLimit: Double, isKnown: Bool = true) {
        var narrowed = exchanges
        for index in narrowed.indices.dropFirst() {
            narrowed[index].narrow(by: narrowed[index - 1], driftLimit: driftLimit)
        }
        for index in narrowed.indices.dropLast().reversed() {
            narrowed[index].narrow(by: narrowed[index + 1], driftLimit: driftLimit)
        }
        intervals = narrowed
        self.exchanges = exchanges
        self.driftLimit = driftLimit
        self.isKnown = isKnown
    }

    /// The streams that the answers of this piece named; none for a stretch without an exchange.
    var streams: Set<StreamID> {
        isKnown ? Set(exchanges.compactMap(\.streamID)) : []
    }

    /// The place of the last exchange at or before an instant; -1 before the first.
    ///
    /// O(log n); O(1) where the place is `near` or the next one.
    func place(of instant: Int64, near: Int) -> Int {
        for candidate in near...near + 1 where isPlace(candidate, of: instant) {
            return candidate
        }
        return intervals.firstIndex(fromSorted: { $0.instant > instant }) - 1
    }

    private func isPlace(_ place: Int, of instant: Int64) -> Bool {
        guard place >= -1, place < intervals.count else { return false }
        let isReached = place < 0 || intervals[place].instant <= instant
        return isReached && (place + 1 == intervals.count || instant < intervals[place + 1].instant)
    }

    /// What is possible at an instant, before the first and after the last exchange too.
    func possible(at instant: Int64) -> ClockRange {
        let place = place(of: instant, near: -1)
        let (earlier, later) = (intervals[max(place, 0)], intervals[min(place + 1, intervals.count - 1)])
        return possible(at: instant, between: earlier, and: later)
    }

    /// What is possible at an instant between two neighbouring exchanges, or beyond the one that is both.
    func possible(at instant: Int64, between earlier: ClockInterval, and later: ClockInterval) -> ClockRange {
        let before = earlier.widened(to: instant, driftLimit: driftLimit)
        let behind = later.widened(to: instant, driftLimit: driftLimit)
        return ClockRange(lower: max(before.lower, behind.lower), upper: min(before.upper, behind.upper))
    }

    /// The piece on the other side of a jump, where no exchange was made: the offset is larger there by the jump's size,
    /// which may be off by the tolerance.
    func shifted(by size: Latency, tolerance: Latency) -> ClockPiece {
        let moved = exchanges.map { $0.shifted(by: size.nanoseconds, tolerance: tolerance.nanoseconds) }
        return ClockPiece(moved, driftLimit: driftLimit, isKnown: false)
    }
}

/// Between what an offset lies.
struct ClockRange {
    /// The least possible offset, in nanoseconds.
    var lower: Int64
    /// The largest possible one, at least ``lower``.
    var upper: Int64

    /// The offset in the middle.
    var middle: Latency {
        Latency(nanoseconds: lower + (upper - lower) / 2)
    }

    /// How far the middle may be off, rounded up.
    var halfWidth: Latency {
        Latency(nanoseconds: upper - lower - (upper - lower) / 2)
    }
}
