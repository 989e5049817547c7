/// A number of bytes.
public struct ByteCount: Hashable, Sendable, Comparable, Codable {
    /// The number, not negative.
    public var bytes: Int

    /// Makes a count.
    public init(_ bytes: Int) {
        self.bytes = bytes
    }

    /// Orders counts by size.
    public static func < (lhs: ByteCount, rhs: ByteCount) -> Bool {
        lhs.bytes < rhs.bytes
    }
}
