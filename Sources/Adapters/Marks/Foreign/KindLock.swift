/// Keeps to one kind of mark: what else is in the picture, such as somebody's QR code on a wall, is no mark.
struct KindLock: Sendable {
    /// The kind that the stream carries; nil before the first mark.
    private(set) var current: MarkKind?
    private var candidate: MarkKind?
    private var count = 0
    private var isCounted = false

    /// Pictures in a row that must show another kind, and not the one before, until it is believed.
    static let patience = 8

    /// Notes that another picture begins: it counts once, however often it is scanned.
    mutating func begin() {
        isCounted = false
    }

    /// Notes a mark whose checksum vouches for it, or one of the current kind.
    mutating func confirm(_ kind: MarkKind) {
        current = kind
        candidate = nil
        count = 0
    }

    /// Whether a mark of a kind is believed in this picture.
    mutating func admits(_ kind: MarkKind) -> Bool {
        if current == nil || kind == current {
            confirm(kind)
            return true
        }
        if !isCounted || candidate != kind {
            count = candidate == kind ? count + 1 : 1
        }
        candidate = kind
        isCounted = true
        guard count >= Self.patience else { return false }
        confirm(kind)
        return true
    }
}
