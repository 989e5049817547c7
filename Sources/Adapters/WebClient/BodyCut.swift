import NIOCore

/// Cuts a range out of a body whose server sends all of it.
struct BodyCut {
    private var before: Int
    private var rest: Int?

    /// Makes a cut that leaves nothing out.
    init() {
        before = 0
        rest = nil
    }

    init(_ range: WebRange) {
        before = range.offset
        rest = range.length
    }

    /// Whether all that was wanted has come.
    var isDone: Bool {
        rest == 0
    }

    /// The wanted bytes of the next piece.
    mutating func take(_ piece: ByteBuffer) -> [UInt8] {
        let skipped = min(before, piece.readableBytes)
        before -= skipped
        let wanted = piece.readableBytesView.dropFirst(skipped).prefix(rest ?? .max)
        rest = rest.map { $0 - wanted.count }
        return Array(wanted)
    }
}
