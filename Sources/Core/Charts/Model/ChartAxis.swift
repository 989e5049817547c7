/// One axis: its name, its unit, and how numbers lie along it.
public struct ChartAxis: Hashable, Sendable {
    /// How far apart equal steps lie.
    public enum Scale: String, Hashable, Sendable {
        /// Equal differences.
        case linear
        /// Equal ratios; what is not above zero has no place.
        case logarithmic
        /// Equal differences of seconds since 1970, told as dates and times of UTC.
        case time
    }

    /// What it counts, such as `frame delay`.
    public var name: String
    /// Its unit, such as `ms`; empty for none.
    public var unit: String
    /// How numbers lie along it.
    public var scale: Scale
    /// Its ends; nil to take them from what is drawn.
    public var range: ClosedRange<Double>?
    /// What stands at 0, 1, 2 … in place of numbers, such as providers; empty for numbers.
    public var names: [String]

    /// Makes an axis whose ends come from what is drawn.
    public init(_ name: String, unit: String = "", scale: Scale = .linear) {
        self.name = name
        self.unit = unit
        self.scale = scale
        names = []
    }
}
