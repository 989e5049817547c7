public import LabModel

/// Why a run's frames could not be written to a file.
public enum RunConsoleError: LabError, Equatable {
    /// The file cannot be written.
    case notWritable(path: String, reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .notWritable(_, let reason): "cannot write the samples: \(reason)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .notWritable(let path, _): path
        }
    }

    /// What to do next.
    public var remedy: String? {
        "The run is stored all the same: write them elsewhere with `glasslab export`"
    }
}
