/// When the frames of one stream were stamped: known for some numbers, a straight line between them, and the stream's
/// period beyond both ends.
///
/// Sums and products are taken with 128 bits, because foreign marks may carry any time at all.
struct SendTimes {
    /// Frames whose stamp is known, by ascending number.
    let known: [SeenFrame]
    /// Nanoseconds from frame to frame beyond the known ones, above 0; nil where nothing tells.
    let period: Int64?
    /// Whether the mean period of the known frames is taken as it is beyond them, fractions of a nanosecond included:
    /// as for traces, of which thousands of frames before the first row may be lost.
    var isMeanExact = false

    /// Beyond the known frames an instant this close to a frame's own counts as that frame's, as a part of a period: a
    /// nominal period of 33,333,333 ns must not add a frame after 30 of them.
    private static let toleranceDivisor: Int64 = 50

    /// The smallest number whose frame is stamped at or after an instant, from 0 to one past the largest number there
    /// is; nil where no frame's stamp is known.
    func firstNumber(atOrAfter instant: Int64) -> Int64? {
        guard let first = known.first, let last = known.last else { return nil }
        if first.stamped >= instant {
            return Self.clamped(Int128(first.number) - stepsBack(Int128(first.stamped) - Int128(instant)))
        }
        if last.stamped < instant {
            return Self.clamped(Int128(last.number) + stepsForward(Int128(instant) - Int128(last.stamped)))
        }
        let upper = known.firstIndex(fromSorted: { $0.stamped >= instant })
        return Self.number(atOrAfter: instant, from: known[upper - 1], to: known[upper])
    }

    /// When a frame was stamped that lies before the first known one, or after the last; nil where nothing tells.
    func extrapolated(_ number: Int64) -> Int64? {
        guard let first = known.first, let last = known.last else { return nil }
        let nearest = number < first.number ? first : last
        if isMeanExact, last.number > first.number {
            let span = Int128(last.stamped) - Int128(first.stamped)
            let distance = span * Int128(number - nearest.number) / Int128(last.number - first.number)
            return Int64(clamping: Int128(nearest.stamped) + distance)
        }
        guard let period else { return nil }
        let distance = Int128(number - nearest.number) * Int128(period)
        return Int64(clamping: Int128(nearest.stamped) + distance)
    }

    /// When a frame was stamped that lies between two known ones.
    static func interpolated(_ number: Int64, from lower: SeenFrame, to upper: SeenFrame) -> Int64 {
        let time = Int128(upper.stamped) - Int128(lower.stamped)
        let passed = time * Int128(number - lower.number) / Int128(upper.number - lower.number)
        return Int64(clamping: Int128(lower.stamped) + passed)
    }

    private static func number(atOrAfter instant: Int64, from lower: SeenFrame, to upper: SeenFrame) -> Int64 {
        let numbers = Int128(upper.number) - Int128(lower.number)
        let time = Int128(upper.stamped) - Int128(lower.stamped)
        let passed = (Int128(instant) - Int128(lower.stamped)) * numbers
        return lower.number + Int64(clamping: (passed + time - 1) / time)
    }

    /// Whole periods that fit into a length of time.
    private func stepsBack(_ length: Int128) -> Int128 {
        guard let period else { return 0 }
        return (length + Int128(max(1, period / Self.toleranceDivisor))) / Int128(period)
    }

    /// Periods until a length of time has passed, at least 1.
    private func stepsForward(_ length: Int128) -> Int128 {
        guard let period else { return 1 }
        let tolerance = Int128(max(1, period / Self.toleranceDivisor))
        return max(1, (length - tolerance + Int128(period) - 1) / Int128(period))
    }

    private static func clamped(_ number: Int128) -> Int64 {
        Int64(max(0, min(number, Int128(UInt32.max) + 1)))
    }
}

extension Array {
    /// The index of the first element for which a predicate holds that is false for all elements before it.
    /// - Complexity: O(log n).
    func firstIndex(fromSorted predicate: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(self[middle]) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
