/// Numbers that belong together: one line, band, row of dots or of bars.
public struct ChartSeries: Hashable, Sendable {
    /// How it is drawn.
    public enum Kind: String, Hashable, Sendable {
        /// From point to point.
        case line
        /// Each value holds until the next point.
        case steps
        /// A dot a point, with its interval where it has one.
        case dots
        /// From a bar's left end to its right end: the interval of x, from the lowest y up to y.
        case bars
    }

    /// What it is called in the legend.
    public var name: String
    /// How it is drawn.
    public var kind: Kind
    /// From 0: which of the palette's colours; those of one provider share it in all charts of a page.
    public var colour: Int
    /// In order of x for lines and steps.
    public var points: [ChartPoint]
    /// Whether its line is dashed: tells a provider's second quantity from its first, which has the same colour.
    public var dashed: Bool

    /// Makes a series.
    public init(_ name: String, kind: Kind, colour: Int, points: [ChartPoint]) {
        self.name = name
        self.kind = kind
        self.colour = colour
        self.points = points
        dashed = false
    }
}
