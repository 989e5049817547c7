/// A column of a trace that is read; all others are ignored.
public enum TraceColumn: String, Sendable, CaseIterable {
    /// The frame's number, from 0 without a hole.
    case frame
    /// When it was sent, in microseconds of any epoch, streamer's clock.
    case sent = "sent_us"
    /// When it was received, in microseconds of the same epoch, receiver's clock.
    case received = "received_us"
    /// Its quality in decibels; may be missing.
    case quality = "quality_db"
    /// Its size in bytes; may be missing.
    case size = "bytes"

    /// Whether no trace can be without it.
    var isNeeded: Bool {
        switch self {
        case .frame, .sent, .received: true
        case .quality, .size: false
        }
    }

    /// Names that stand for it in the first line, the most telling first; of several that are there the first is read.
    var names: [String] {
        switch self {
        case .frame: ["frame", "frame_number", "frame_no", "frame_id", "frame_index", "number"]
        case .sent, .received, .quality: [rawValue]
        case .size: ["bytes", "size", "size_bytes", "frame_size"]
        }
    }
}
