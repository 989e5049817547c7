public import LabModel

/// What one run brings to a comparison.
public struct ComparedRun: Hashable, Sendable, Encodable {
    /// The run's id, with `@` and its attempt where that is not the first.
    public let name: String
    /// The run's identity.
    public let uuid: String
    /// Its number, in the unit of the path; nil where it is not known.
    @OrNull public var value: Double?
    /// Whether the number is known only from below.
    public let isLowerBound: Bool
    /// How far the clock offset may put the number off, in milliseconds: 0 where it does not matter; nil where nobody
    /// knows.
    @OrNull public var clockBoundMs: Double?

    /// The number's own interval, low and high; nil where it has none.
    let interval: [Double]?

    init(_ summary: Summary, path: FigurePath) throws {
        name = summary.run.name
        uuid = summary.run.uuid
        isLowerBound = path.isLowerBound(in: summary)
        interval = path.interval(in: summary)
        value = try path.value(in: summary)
        clockBoundMs = path.clockBoundMs(in: summary)
    }

    private enum CodingKeys: String, CodingKey {
        case name, uuid, value
        case isLowerBound = "is_lower_bound"
        case clockBoundMs = "clock_bound_ms"
    }
}
