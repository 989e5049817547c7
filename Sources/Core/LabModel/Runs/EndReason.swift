/// Why a run ended.
public enum EndReason: String, Sendable, CaseIterable, Codable {
    /// The asked duration was measured.
    case duration
    /// The asked number of frames was measured.
    case frameLimit = "frame_limit"
    /// The file or stream came to its own end.
    case endOfStream = "end_of_stream"
    /// Ctrl-C or a termination signal.
    case interrupted
    /// The stream stopped and did not come back in time.
    case stalled
    /// Pictures came, and none of them had a readable mark in time.
    case noMark = "no_mark"
    /// The run failed: an event tells why.
    case failed

    /// What a process that measured such a run exits with.
    public var exitStatus: ExitStatus {
        switch self {
        case .duration, .frameLimit, .endOfStream: .done
        case .interrupted, .stalled, .noMark: .partial
        case .failed: .failed
        }
    }
}
