public import LabModel

/// Where the frames are seen that the stream under test is compared with, frame by frame and without any clock.
public enum ControlChoice: Hashable, Sendable {
    /// In a stream of their own, usually the streamer's fastest, received at the same time.
    case stream(url: String)
    /// In the same pictures: the control's player stands in this half of them, the stream under test in the other.
    case half(PictureHalf)

    /// Reads the words of `--control`.
    /// - Returns: nil for anything that is neither half nor an address, because a file or a pipe is not received at the
    ///   same time as a live stream.
    public init?(_ text: String) {
        if let half = PictureHalf(rawValue: text) {
            self = .half(half)
        } else {
            guard text.contains("://"), !text.hasPrefix("file:") else { return nil }
            self = .stream(url: text)
        }
    }

    /// The address; nil where the control is in the same pictures.
    public var url: String? {
        if case .stream(let url) = self { url } else { nil }
    }

    /// The half of the pictures; nil where the control is a stream of its own.
    public var half: PictureHalf? {
        if case .half(let half) = self { half } else { nil }
    }

    /// What a trace calls it.
    var kind: ControlKind {
        switch self {
        case .stream: .stream
        case .half: .picture
        }
    }

    /// As a run's manifest holds it.
    var name: String {
        switch self {
        case .stream(let url): RedactedURL.text(url)
        case .half(let half): half.rawValue
        }
    }
}
