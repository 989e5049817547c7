/// A place of an axis that the grid marks.
struct Tick: Hashable {
    /// Where it is.
    var value: Double
    /// What stands there; empty for a faint line of the grid without a number.
    var label: String
}
