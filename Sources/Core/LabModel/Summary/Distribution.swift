/// What a set of values looks like; each number nil where there were no values.
///
/// Unit and sign are those of its key.
public struct Distribution: Hashable, Sendable, Codable {
    /// How many values.
    public var n: Int
    /// The least value.
    @OrNull public var min: Double?
    /// The 5th percentile.
    @OrNull public var p5: Double?
    /// The 25th percentile.
    @OrNull public var p25: Double?
    /// The median.
    @OrNull public var p50: Double?
    /// The 75th percentile.
    @OrNull public var p75: Double?
    /// The 95th percentile.
    @OrNull public var p95: Double?
    /// The 99th percentile.
    @OrNull public var p99: Double?
    /// The largest value.
    @OrNull public var max: Double?
    /// The arithmetic mean.
    @OrNull public var mean: Double?
    /// The standard deviation, with n − 1 below the line; nil for fewer than two values.
    @OrNull public var stddev: Double?
    /// The 95 % interval of the median, low and high; nil where too few values carry it.
    @OrNull public var ci95P50: [Double]?
    /// The 95 % interval of the 95th percentile, low and high; nil where too few values carry it.
    @OrNull public var ci95P95: [Double]?

    /// Makes a distribution of no values.
    public init() {
        n = 0
    }
}

/// Delays of all frames sent, or of all joins made, some of which are known only from below.
public struct SignalDelay: Hashable, Sendable, Codable {
    /// The distribution; values known only from below take part with that bound.
    public var values: Distribution
    /// How many values are known only from below.
    public var censored: Int
    /// The names of the percentiles that are known only from below, such as `p99`.
    public var lowerBound: [String]

    /// Makes a signal delay.
    public init(values: Distribution, censored: Int, lowerBound: [String]) {
        self.values = values
        self.censored = censored
        self.lowerBound = lowerBound
    }

    private enum CodingKeys: String, CodingKey {
        case censored, lowerBound
    }

    /// Reads the distribution's keys and its own, side by side; a distribution alone has no value known only from below.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        values = try Distribution(from: decoder)
        censored = try container.decodeIfPresent(Int.self, forKey: .censored) ?? 0
        lowerBound = try container.decodeIfPresent([String].self, forKey: .lowerBound) ?? []
    }

    /// Writes the distribution's keys and its own, side by side.
    public func encode(to encoder: any Encoder) throws {
        try values.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(censored, forKey: .censored)
        try container.encode(lowerBound, forKey: .lowerBound)
    }
}

/// The delays to a control stream, and how many frames could be compared.
public struct ControlDelay: Hashable, Sendable, Codable {
    /// The distribution.
    public var values: Distribution
    /// Frames that both streams showed.
    public var matched: Int
    /// Frames that only the stream under test showed.
    public var onlyTest: Int
    /// Frames that only the control stream showed.
    public var onlyControl: Int

    /// Makes a control delay.
    public init(values: Distribution, matched: Int, onlyTest: Int, onlyControl: Int) {
        self.values = values
        self.matched = matched
        self.onlyTest = onlyTest
        self.onlyControl = onlyControl
    }

    private enum CodingKeys: String, CodingKey {
        case matched, onlyTest, onlyControl
    }

    /// Reads the distribution's keys and its own, side by side.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        values = try Distribution(from: decoder)
        matched = try container.decode(Int.self, forKey: .matched)
        onlyTest = try container.decode(Int.self, forKey: .onlyTest)
        onlyControl = try container.decode(Int.self, forKey: .onlyControl)
    }

    /// Writes the distribution's keys and its own, side by side.
    public func encode(to encoder: any Encoder) throws {
        try values.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(matched, forKey: .matched)
        try container.encode(onlyTest, forKey: .onlyTest)
        try container.encode(onlyControl, forKey: .onlyControl)
    }
}
