/// A value that a sweep gives to a factor.
public struct SweepLevel: Hashable, Sendable {
    /// The value, as a line has it, such as `25` or `512:1`.
    public var text: String
    /// Where it was written, such as `grid.yaml:3:8` or `--fps`.
    public var place: String

    /// Makes a level; each argument is the property of its name.
    public init(_ text: String, place: String) {
        self.text = text
        self.place = place
    }
}
