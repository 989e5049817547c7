public import LabModel

/// Why runs cannot be ranked.
public enum RankingError: LabError, Equatable {
    /// Two runs received pictures of different sizes.
    case differentSizes(SizedRun, SizedRun)

    /// What is wrong.
    public var what: String {
        switch self {
        case .differentSizes(let one, let other):
            "runs of different sizes are not ranked together: \(one.name) received \(one.size), "
                + "\(other.name) \(other.size)"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .differentSizes:
            "Receive one size with --variant, or allow different sizes"
        }
    }
}

/// A run and the size that it received.
public struct SizedRun: Hashable, Sendable {
    /// The run's id, with `@` and its attempt where that is not the first.
    public let name: String
    /// The size, as last received.
    public let size: PixelSize

    /// Makes a pair.
    public init(name: String, size: PixelSize) {
        self.name = name
        self.size = size
    }
}
