/// One thing that was planted, beside what the lab measured of it.
public struct SelftestRow: Hashable, Sendable, Encodable {
    /// The check that it belongs to.
    public var check: SelftestCheck
    /// What it is, as a phrase.
    public var what: String
    /// What the numbers count; empty where they count themselves.
    public var unit: String
    /// What was really done.
    public var planted: Double
    /// What was measured; nil where nothing was.
    public var measured: Double?
    /// How far the measurement is off; nil where nothing was measured.
    ///
    /// Where frames are compared one by one, the median
    /// of their errors, which is not exactly the difference of the two medians.
    public var error: Double?
    /// How far it may be off, either way.
    public var limit: Double

    /// Whether it is within its limit; what was not measured is not.
    public var isWithin: Bool {
        error.map { abs($0) <= limit } ?? false
    }

    /// Makes a row.
    ///
    /// - Parameters:
    ///   - what: the check, and what it is in a phrase.
    ///   - unit: what the numbers count.
    ///   - planted: what was really done.
    ///   - measured: what was measured, and how far it is off; nil for the difference.
    ///   - limit: how far it may be off.
    init(
        _ what: (check: SelftestCheck, phrase: String),
        unit: String = "",
        planted: Double,
        measured: (value: Double?, error: Double?),
        limit: Double
    ) {
        check = what.check
        self.what = what.phrase
        self.unit = unit
        self.planted = planted
        self.measured = measured.value
        error = measured.error ?? measured.value.map { $0 - planted }
        self.limit = limit
    }

    private enum CodingKeys: String, CodingKey {
        case check, what, unit, planted, measured, error, limit, ok
    }

    /// Writes all keys, unknown ones as null, and `ok`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(check, forKey: .check)
        try container.encode(what, forKey: .what)
        try container.encode(unit, forKey: .unit)
        try container.encode(planted, forKey: .planted)
        try container.encode(measured, forKey: .measured)
        try container.encode(error, forKey: .error)
        try container.encode(limit, forKey: .limit)
        try container.encode(isWithin, forKey: .ok)
    }
}
