/// Where a stream's moving picture comes from.
public enum VideoType: String, Sendable, CaseIterable, Codable {
    /// Drawn while it is sent.
    case live = "LIVE"
    /// A video file in a loop, marks laid over it while it is sent.
    case prerecorded = "PRERECORDED"
}
