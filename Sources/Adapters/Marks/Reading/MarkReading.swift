public import LabModel

/// What the reader learned from one picture.
public enum MarkReading: Equatable, Sendable {
    /// The mark was read, and nothing in the picture contradicts it.
    case stamp(FrameStamp, MarkRoute)
    /// No stamp: the cause, and a sentence for a person that says why.
    case unreadable(UnreadableCause, String)
    /// No stamp, since the picture shows several players, and a mark may be any one's: why, and what to do.
    case several(String)
}

extension MarkReading {
    /// What is said of a picture that shows several players.
    static let severalPlayers = MarkReading.several(
        "several marks contradict one another; name the control's half with --control left, right, top or bottom"
    )
}

/// Which part of which mark gave the stamp.
public enum MarkRoute: Hashable, Sendable {
    /// Both strips, which agree.
    case strip
    /// The QR code, since not both strips were readable.
    case qr
    /// A mark of another system.
    case foreign(MarkKind)

    /// A QR code with the first lab's text.
    public static let dict = MarkRoute.foreign(.dict)

    /// Who made the mark.
    public var kind: MarkKind {
        switch self {
        case .strip, .qr: .lab
        case .foreign(let kind): kind
        }
    }
}

extension MarkRoute: CustomStringConvertible {
    /// `strip`, `qr`, or the foreign mark's name.
    public var description: String {
        switch self {
        case .strip: "strip"
        case .qr: "qr"
        case .foreign(let kind): kind.name
        }
    }
}
