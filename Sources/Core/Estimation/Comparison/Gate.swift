/// A condition that the second set of runs has to meet, such as `signal_delay_ms.p95<=+10%`.
public struct Gate: Hashable, Sendable {
    /// What the number is held against.
    public enum Limit: Hashable, Sendable {
        /// A number in the path's unit.
        case absolute(Double)
        /// The first set's number and so much more, in the path's unit.
        case more(Double)
        /// The first set's number and so much of it more: 0.1 for 10 %.
        case moreByShare(Double)
    }

    /// The gate as it was written.
    public let text: String
    /// Which number.
    public let path: FigurePath
    /// Whether the number has to stay below the limit, not only at it.
    public let isStrict: Bool
    /// The limit.
    public let limit: Limit

    /// Reads a gate: `PATH<=LIMIT` or `PATH<LIMIT`.
    ///
    /// A limit with a sign is relative to the first set (`+10%`, `-20ms`), one without is absolute (`250ms`). Its unit
    /// is `%` or the path's, and may be left out where it is the path's.
    /// - Parameter text: What a person wrote.
    /// - Throws: ``ComparisonError``, with the place of what is wrong.
    public init(_ text: String) throws(ComparisonError) {
        var reader = GateReader(text)
        self.text = text
        path = try reader.path()
        isStrict = try reader.isStrict()
        limit = try reader.limit(unit: path.unit)
    }
}
