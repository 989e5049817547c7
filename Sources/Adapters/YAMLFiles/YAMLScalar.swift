/// A single value of a YAML file.
public struct YAMLScalar: Hashable, Sendable {
    /// What YAML takes a value for.
    public enum Kind: Hashable, Sendable {
        /// A text, in quotes or not.
        case text
        /// A number, which may be to base 8, 16 or 60.
        case number(Double)
        /// Nothing: an empty value, `~` or `null` without quotes.
        case null
        /// A truth, a point in time, or what its own tag says.
        case other
    }

    /// The value as it stands, without quotes.
    public let text: String
    /// What YAML takes it for.
    public let kind: Kind
}
