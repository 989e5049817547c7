public import LabModel
public import Relaying

/// What keeps the lab from measuring itself or a stream that it started.
public enum MeasuringError: LabError, Equatable {
    /// A relay could not be put into a stream's way.
    case relay(RelayError)

    /// What went wrong.
    public var what: String {
        switch self {
        case .relay(let error): error.what
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .relay(let error): error.place
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .relay(let error): error.remedy
        }
    }

    /// Wrong usage where a setting is at fault.
    public var exitStatus: ExitStatus {
        switch self {
        case .relay(let error): error.exitStatus
        }
    }
}
