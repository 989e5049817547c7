public import LabModel

/// Reads the marks of a stream's pictures, one after the other; used from one thread at a time.
public struct MarkReader: ~Copyable, Sendable {
    /// Makes a reader that has seen nothing yet; one reader serves one stream.
    public init() {
    }

    /// Reads one picture's mark from its luma plane, in place.
    public mutating func read(_ luma: PlaneView) -> MarkReading {
        .unreadable(.noCode, "no code was found")
    }
}
