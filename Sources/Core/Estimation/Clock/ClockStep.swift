import LabModel

/// One step of a clock, between two pieces of a fit.
///
/// Instants are nanoseconds of the receiver's clock.
struct ClockStep {
    /// The last instant that certainly lies before it.
    var after: Int64
    /// The first instant that certainly lies behind it, at least ``after``.
    var before: Int64
    /// How much larger the offset is behind it.
    let size: Latency
    /// How far the size may be off.
    let uncertainty: Latency

    /// The step between two pieces.
    ///
    /// It lies between their exchanges: behind the start of the old piece's last one, before the end of the new piece's
    /// first one. Where one of the two has no exchange, it lies where the jump was noticed.
    init(from old: ClockPiece, to new: ClockPiece, cut: ClockJump?) {
        if let cut, !old.isKnown || !new.isKnown {
            (after, before) = (cut.after.nanoseconds, cut.before.nanoseconds)
        } else {
            after = old.exchanges.last?.asked ?? .min
            before = new.exchanges.first?.answered ?? .max
        }
        before = max(after, before)
        let middle = Int64(clamping: (Int128(after) + Int128(before)) / 2)
        let (behind, ahead) = (old.possible(at: middle), new.possible(at: middle))
        size = ahead.middle - behind.middle
        uncertainty = ahead.halfWidth + behind.halfWidth
    }

    /// Whether a jump that was noticed is this step.
    ///
    /// Both happened in the same time, and they are equally large within what the exchanges leave open and a millisecond,
    /// because a jump is noticed by reading two clocks one after the other.
    func explains(_ jump: ClockJump) -> Bool {
        let overlaps = jump.after.nanoseconds <= before && after <= jump.before.nanoseconds
        let open = uncertainty + ClockPieces.jumpTolerance
        return overlaps && size - open <= jump.size && jump.size <= size + open
    }
}
