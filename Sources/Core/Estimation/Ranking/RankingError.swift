public import LabModel

/// Why runs cannot be ranked.
public enum RankingError: LabError, Equatable {
    /// Two runs received pictures of different sizes.
    case differentSizes(SizedRun, SizedRun)
    /// A run, given by its name, received pictures of more than one size.
    case changedSize(String)

    /// What is wrong.
    public var what: String {
        switch self {
        case .differentSizes(let one, let other):
            "runs of different sizes are not ranked together: \(one.name) received \(one.size), "
                + "\(other.name) \(other.size)"
        case .changedSize(let name): "a run that changed its size midway is not ranked with others: \(name)"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .differentSizes, .changedSize:
            "Receive one size with --variant, or allow different sizes with --mixed"
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
