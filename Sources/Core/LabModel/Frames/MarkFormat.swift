/// How a streamer writes its marks.
public enum MarkFormat: String, Sendable, CaseIterable, Codable {
    /// The lab's own mark: QR and strips of the same 22 bytes.
    case qr
    /// The first lab's text, `{'frame_number': n, 'time': t, 'random': r}`, as one QR of constant size.
    case dict
}
