import LabModel

/// Why runs were not received in one size.
enum SizeMismatch: Hashable, Sendable {
    /// A run changed its size midway, as an adaptive player does.
    case within(String)
    /// Two runs have different ones.
    case between(SizedRun, SizedRun)

    /// Looks for the first in some runs; those without a size say nothing against any other.
    /// - Returns: Nil where all have one size.
    init?(_ runs: [Summary]) {
        if let changed = runs.first(where: \.hasChangedSize) {
            self = .within(changed.run.name)
            return
        }
        let sized = runs.compactMap { run in run.media.size.map { SizedRun(name: run.run.name, size: $0) } }
        guard let first = sized.first, let other = sized.first(where: { $0.size != first.size }) else { return nil }
        self = .between(first, other)
    }

    /// What differs, as the beginning of a sentence.
    var text: String {
        switch self {
        case .within(let name): "\(name) changed its size midway"
        case .between(let one, let other): "received sizes differ, such as \(one.size) and \(other.size)"
        }
    }
}

extension Summary {
    /// Whether the size of the picture changed midway.
    var hasChangedSize: Bool {
        warnings.contains { $0.code == .resolutionChanged }
    }
}
