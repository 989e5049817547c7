extension DelayHistogram {
    /// One bin that holds delays.
    public struct Bin: Hashable, Sendable {
        /// Its lower end in milliseconds.
        public var lowMs: Double
        /// Its upper end in milliseconds.
        public var highMs: Double
        /// How many lie in it, at least 1.
        public var count: Int
    }

    /// A point of the empirical distribution.
    public struct SharePoint: Hashable, Sendable {
        /// A delay in milliseconds.
        public var delayMs: Double
        /// The share of delays that are at most so large, from 0 to 1.
        public var share: Double
    }

    /// The bins that hold delays, by ascending delay; the first and last one end at the least and the largest delay.
    public var bins: [Bin] {
        guard let minMs, let maxMs else { return [] }
        return counts.indices.compactMap { index in
            guard counts[index] > 0 else { return nil }
            let (low, high) = Self.range(of: first + index)
            return Bin(
                lowMs: Swift.min(Swift.max(low, minMs), maxMs),
                highMs: Swift.max(Swift.min(high, maxMs), minMs),
                count: counts[index]
            )
        }
    }

    /// The delay below which a share of them lies: that of the nearest rank's bin, interpolated within it.
    ///
    /// Within 1 % of one of the two delays that the exact percentile lies between.
    /// - Parameter share: From 0 to 1; what lies beyond is taken for the nearer end.
    /// - Returns: Milliseconds; nil where it is empty.
    public func quantile(_ share: Double) -> Double? {
        guard let minMs, let maxMs, !share.isNaN else { return nil }
        let position = Swift.min(Swift.max(share, 0), 1) * Double(count - 1)
        guard position > 0 else { return minMs }
        guard position < Double(count - 1) else { return maxMs }
        var before = 0
        for bin in bins {
            if position < Double(before + bin.count) {
                let within = (position - Double(before) + 0.5) / Double(bin.count)
                return bin.lowMs + (bin.highMs - bin.lowMs) * Swift.min(within, 1)
            }
            before += bin.count
        }
        return maxMs
    }

    /// The empirical distribution: from the least delay with share 0, at each bin's upper end what lies at or below it.
    ///
    /// Between two points it is drawn as a straight line. Empty for no delays.
    public var cumulativePoints: [SharePoint] {
        guard let minMs else { return [] }
        var points = [SharePoint(delayMs: minMs, share: 0)]
        var sum = 0
        for bin in bins {
            if let last = points.last, bin.lowMs > last.delayMs {
                points.append(SharePoint(delayMs: bin.lowMs, share: last.share))
            }
            sum += bin.count
            points.append(SharePoint(delayMs: bin.highMs, share: Double(sum) / Double(count)))
        }
        return points
    }

    /// One bar of a picture.
    public struct Bar: Hashable, Sendable {
        /// Its lower end in milliseconds.
        public var lowMs: Double
        /// Its upper end in milliseconds.
        public var highMs: Double
        /// How many lie in it, parts of bins included; 0 for none.
        public var count: Double
    }

    /// Bars of equal width for a picture, over the whole range or a part of it.
    ///
    /// What a bin of the histogram holds is shared by the bars that it overlaps, in proportion to how much of it lies in
    /// each: bars may be narrower than bins.
    /// - Parameters:
    ///   - range: From where to where, in milliseconds; what lies outside is left out.
    ///   - limit: How many bars, at least 1.
    /// - Returns: All bars by ascending delay, empty ones with count 0.
    public func bars(in range: ClosedRange<Double>, count limit: Int) -> [Bar] {
        let limit = Swift.max(1, limit)
        let width = (range.upperBound - range.lowerBound) / Double(limit)
        guard width > 0, width.isFinite else { return [] }
        var bars = (0..<limit).map { index in
            Bar(
                lowMs: range.lowerBound + Double(index) * width,
                highMs: range.lowerBound + Double(index + 1) * width,
                count: 0
            )
        }
        func index(of delay: Double) -> Int {
            Swift.min(limit - 1, Int((delay - range.lowerBound) / width))
        }
        for bin in bins where bin.highMs >= range.lowerBound && bin.lowMs <= range.upperBound {
            let low = Swift.max(bin.lowMs, range.lowerBound)
            let high = Swift.min(bin.highMs, range.upperBound)
            let whole = bin.highMs - bin.lowMs
            guard whole > 0 else {
                bars[index(of: low)].count += Double(bin.count)
                continue
            }
            for place in index(of: low)...index(of: high) {
                let overlap = Swift.min(high, bars[place].highMs) - Swift.max(low, bars[place].lowMs)
                bars[place].count += Double(bin.count) * Swift.max(0, overlap) / whole
            }
        }
        return bars
    }
}
