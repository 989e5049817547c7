/// Which of several variants is received.
public enum VariantWish: Hashable, Sendable {
    /// The one whose size is nearest to the sent one; the highest where the sent size is not known.
    case nearest
    /// That of the highest rate.
    case highest
    /// That of the lowest rate.
    case lowest
    /// One of that size.
    case size(PixelSize)
    /// The highest rate that is not above this one, else the lowest.
    case bitrate(DataRate)
    /// Whatever the connection carries, from the lowest on.
    case adaptive

    /// Reads the words of `--variant`: `highest`, `lowest`, `abr`, a size or a rate.
    /// - Returns: nil for anything that is none of them.
    public init?(_ text: String) {
        switch text {
        case "highest": self = .highest
        case "lowest": self = .lowest
        case "abr": self = .adaptive
        default:
            if let size = PixelSize(text) {
                self = .size(size)
            } else if let rate = DataRate(text), rate.bitsPerSecond > 0 {
                self = .bitrate(rate)
            } else {
                return nil
            }
        }
    }

    /// As a run's manifest holds it.
    public var name: String {
        switch self {
        case .nearest: "nearest"
        case .highest: "highest"
        case .lowest: "lowest"
        case .size(let size): "\(size)"
        case .bitrate(let rate): "\(rate.bitsPerSecond)"
        case .adaptive: "abr"
        }
    }
}
