public import LabModel

/// What the reader learned from one picture.
public enum MarkReading: Equatable, Sendable {
    /// The mark was read, and nothing in the picture contradicts it.
    case stamp(FrameStamp, MarkRoute)
    /// No stamp: the cause, and a sentence for a person that says why.
    case unreadable(UnreadableCause, String)
}

/// Which part of the mark gave the stamp.
public enum MarkRoute: String, Sendable, CaseIterable {
    /// Both strips, which agree.
    case strip
    /// The QR code, since not both strips were readable.
    case qr
    /// A QR code with the first lab's text.
    case dict
}
