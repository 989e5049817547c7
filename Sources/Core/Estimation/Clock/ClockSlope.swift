import LabModel

/// How fast the offset changed over the pieces of a fit, as a share of 1.
///
/// The value is the slope of least squares through the middles of the exchanges' own intervals, weighted by 1 / width²,
/// with one slope for all pieces and a height for each. It is held within the hard limits of the mean slope: what the
/// offset's range at both ends of the pieces leaves possible over their length, and the drift limit.
struct ClockSlope {
    /// The slope.
    let value: Double
    /// How far the mean slope over the pieces may be from it, either way.
    let uncertainty: Double

    /// Nil where no piece has two exchanges at different instants.
    init?(_ pieces: [ClockPiece], driftLimit: Double) {
        var ends = Ends()
        var line = PooledLine()
        for piece in pieces where piece.isKnown {
            ends.add(piece)
            line.add(piece)
        }
        guard ends.span > 0, let slope = line.slope else { return nil }
        let low = min(max(ends.least / ends.span, -driftLimit), driftLimit)
        let high = max(min(ends.largest / ends.span, driftLimit), low)
        value = min(max(slope, low), high)
        uncertainty = max(high - value, value - low)
    }

    /// What the ranges at both ends of pieces say of the change between them, in nanoseconds.
    private struct Ends {
        var span = 0.0
        var least = 0.0
        var largest = 0.0

        mutating func add(_ piece: ClockPiece) {
            guard let first = piece.intervals.first, let last = piece.intervals.last else { return }
            span += Double(last.instant) - Double(first.instant)
            least += Double(last.lower - first.upper)
            largest += Double(last.upper - first.lower)
        }
    }

    /// Weighted least squares with one slope and a height for each piece.
    private struct PooledLine {
        private var squares = 0.0
        private var products = 0.0

        /// Nil where nothing tells.
        var slope: Double? {
            squares > 0 ? products / squares : nil
        }

        mutating func add(_ piece: ClockPiece) {
            let origin = piece.exchanges[0]
            var (weights, meanX, meanY) = (0.0, 0.0, 0.0)
            // West's running form: the sums stay exact however far the offset is from zero.
            for exchange in piece.exchanges {
                let (width, firstWidth) = (exchange.upper - exchange.lower, origin.upper - origin.lower)
                let weight = 1e12 / max(1, Double(width) * Double(width))
                let x = Double(exchange.instant &- origin.instant)
                let y = Double(exchange.lower - origin.lower) + Double(width - firstWidth) / 2
                weights += weight
                let (fromX, fromY) = (x - meanX, y - meanY)
                meanX += fromX * weight / weights
                meanY += fromY * weight / weights
                squares += weight * fromX * (x - meanX)
                products += weight * fromX * (y - meanY)
            }
        }
    }
}
