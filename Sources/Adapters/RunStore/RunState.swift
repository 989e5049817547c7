import LabModel

/// How far a stored run came.
public enum RunState: String, Hashable, Sendable, CaseIterable {
    /// Its process still measures, as far as this machine can tell.
    case running
    /// It ended as planned: by duration, frame limit or the stream's own end.
    case complete
    /// It was finished and stored, but ended early: its end reason says why.
    case partial
    /// It was finished and stored as failed.
    case failed
    /// Its process is gone and never finished it; what it had committed can be read.
    case interrupted

    /// The state of a run that was finished.
    init(endReason: EndReason) {
        switch endReason.exitStatus {
        case .done: self = .complete
        case .partial: self = .partial
        default: self = .failed
        }
    }
}
