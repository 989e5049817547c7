internal import LabModel

/// A kind of foreign mark that is a text in a QR code.
struct ForeignText: Sendable {
    /// Its kind.
    let kind: MarkKind
    /// Reads a text; nil when it is anything but a mark of this kind.
    let read: @Sendable (_ text: [UInt8]) -> FrameStamp?

    /// All of them; each knows its own texts and refuses the others', so that their order means nothing.
    static let registry: [ForeignText] = [
        ForeignText(kind: .dict, read: DictText.read),
        ForeignText(kind: .gstreamer, read: GStreamerText.read),
        ForeignText(kind: .wave, read: WaveText.read),
        ForeignText(kind: .ticks, read: TicksText.read),
        ForeignText(kind: .milliseconds, read: MillisecondsText.read),
        ForeignText(kind: .numberedMilliseconds, read: NumberedMillisecondsText.read),
    ]

    /// No text longer than this is looked at.
    static let greatestLength = 512

    /// What a text says as the mark of one kind; nil when no kind knows it, or more than one.
    static func read(_ text: [UInt8]) -> (kind: MarkKind, stamp: FrameStamp)? {
        guard text.count <= greatestLength else { return nil }
        let found = registry.compactMap { format in format.read(text).map { (kind: format.kind, stamp: $0) } }
        return found.count == 1 ? found.first : nil
    }
}
