public import LabModel
public import Machine

/// What keeps the lab from measuring itself or a stream that it started.
public enum MeasuringError: LabError, Equatable {
    /// A relay was asked to hold bytes for longer than it can, or for less than no time.
    case holdOutOfRange(Latency)
    /// A relay could not listen.
    case relay(SocketError)

    /// What went wrong.
    public var what: String {
        switch self {
        case .holdOutOfRange(let hold): "a relay cannot hold bytes for \(hold.milliseconds) ms"
        case .relay(let error): "the relay \(error.what)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .holdOutOfRange: nil
        case .relay(let error): error.place
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .holdOutOfRange: "Choose from 0 to \(Int(RelaySettings.longestHold.milliseconds)) ms."
        case .relay(let error): error.remedy
        }
    }

    /// Wrong usage where a setting is at fault.
    public var exitStatus: ExitStatus {
        switch self {
        case .holdOutOfRange: .usage
        case .relay: .failed
        }
    }
}
