/// Looks up what is possible at instants that mostly ascend: remembers between which exchanges the last one lay.
struct ClockCursor {
    private let piece: ClockPiece
    private var place: Int
    private var earlier: ClockInterval
    private var later: ClockInterval
    /// The instants between the same two exchanges.
    private var range: Range<Int64> = 0..<0

    /// Starts before the first exchange.
    init(_ piece: ClockPiece) {
        self.piece = piece
        place = -1
        earlier = piece.intervals[0]
        later = earlier
    }

    /// What is possible at an instant.
    /// - Complexity: O(1) at most instants of an ascending series, else O(log n).
    mutating func possible(at instant: Int64) -> ClockRange {
        if !range.contains(instant) {
            move(to: instant)
        }
        return piece.possible(at: instant, between: earlier, and: later)
    }

    private mutating func move(to instant: Int64) {
        let intervals = piece.intervals
        place = piece.place(of: instant, near: place)
        earlier = intervals[max(place, 0)]
        later = intervals[min(place + 1, intervals.count - 1)]
        range = (place < 0 ? .min : earlier.instant)..<(place + 1 == intervals.count ? .max : later.instant)
    }
}
