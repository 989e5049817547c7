/// A run's time cut into stretches of one round length, in nanoseconds of a ``RunLine``.
struct StretchGrid {
    /// Where the first one begins.
    let start: Int64
    /// How long each lasts, above 0.
    let length: Int64
    /// How many there are, from 1 to the limit.
    let count: Int

    /// Cuts a time.
    /// - Parameters:
    ///   - first: Where it begins.
    ///   - last: Where it ends, at or behind it.
    ///   - least: How long a stretch lasts at least.
    ///   - limit: How many there are at most, at least 2.
    init(from first: Int64, through last: Int64, least: Int64, limit: Int = RunDigest.stretchLimit) {
        let (span, isTooLong) = last.subtractingReportingOverflow(first)
        // One is spared: beginning at a whole number of stretches may take one more.
        length = Self.round(max(least, (isTooLong ? .max : max(0, span)) / Int64(limit - 1) + 1))
        let places = first / length
        start = (places * length > first ? max(places - 1, Int64.min / length) : places) * length
        let (reach, isTooFar) = last.subtractingReportingOverflow(start)
        count = isTooFar ? limit : min(limit, Int(max(0, reach) / length) + 1)
    }

    /// The stretch that an instant lies in; the nearest one for what lies outside.
    func place(of instant: Int64) -> Int {
        let (reach, isTooFar) = instant.subtractingReportingOverflow(start)
        guard !isTooFar else { return instant < start ? 0 : count - 1 }
        return Int(min(max(0, reach / length), Int64(count - 1)))
    }

    /// Where a stretch begins, in seconds.
    func startS(of place: Int) -> Double {
        Double(start &+ Int64(place) &* length) / 1e9
    }

    /// How long each lasts, in seconds.
    var lengthS: Double {
        Double(length) / 1e9
    }

    /// The least of 1, 2 and 5 times a power of ten of at least a millisecond that is not below a length.
    private static func round(_ length: Int64) -> Int64 {
        var power: Int64 = 1_000_000
        while power <= .max / 10 {
            for step: Int64 in [1, 2, 5] where step * power >= length {
                return step * power
            }
            power *= 10
        }
        return power
    }
}
