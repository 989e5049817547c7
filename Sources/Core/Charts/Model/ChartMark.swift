/// What happened at an instant or during a time.
public struct ChartMark: Hashable, Sendable {
    /// What kind of thing, which decides how it is drawn.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case freeze, drop, stall, reconnect, resolution, clockStep, other
    }

    /// What kind of thing.
    public var kind: Kind
    /// When it began, along the x axis.
    public var x: Double
    /// When it ended; nil for an instant.
    public var end: Double?
    /// What to tell of it.
    public var text: String

    /// Makes a mark.
    public init(_ kind: Kind, x: Double, end: Double? = nil, text: String) {
        self.kind = kind
        self.x = x
        self.end = end
        self.text = text
    }
}
