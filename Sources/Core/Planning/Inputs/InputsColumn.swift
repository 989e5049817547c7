import LabModel

/// One of the five columns that every line of an inputs file has, in their order.
public enum InputsColumn: String, Sendable, CaseIterable {
    /// The picture size by its number.
    case imageSize = "image_size"
    /// Frames per second.
    case fps
    /// CPU units of the streamer's task, 1024 a core.
    case cpu
    /// The streamer task's memory in GB.
    case memory
    /// The run's name.
    case name

    /// The longest name of a run, in characters.
    public static let nameLimit = 100
    /// The most digits of a number, its point included.
    static let digitLimit = 12

    /// What its field has to be, after "is not".
    public var expected: String {
        switch self {
        case .imageSize: "a picture size by its number, 0 to 3"
        case .fps: "a frame rate such as 25 or 29.97, from 0.1 to 1000"
        case .cpu: "a whole number of CPU units from 1 to 1048576, such as 512"
        case .memory: "a number of GB from 0.001 to 1024, such as 1 or 0.5"
        case .name:
            "a run's name: up to \(Self.nameLimit) letters, digits, dots, hyphens and underscores, the first no dot or hyphen"
        }
    }

    /// Whether a text may stand in this column.
    public func accepts(_ text: String) -> Bool {
        switch self {
        case .imageSize: text.utf8.count == 1 && Int(text).map(PixelSize.imageSizes.indices.contains) ?? false
        case .fps: Self.number(text).flatMap { FrameRate($0) } != nil
        case .cpu: Self.isDigits(text) && Int(text).map((1...1_048_576).contains) ?? false
        case .memory: Self.number(text).map((0.001...1_024).contains) ?? false
        case .name: Self.isName(text)
        }
    }

    /// Reads digits with at most one point among them; nothing that needs a sign, a slash or an exponent, because the
    /// text becomes part of a folder's name.
    private static func number(_ text: String) -> Double? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ isDigits($0) }), text.utf8.count <= digitLimit else { return nil }
        return Double(text)
    }

    private static func isDigits(_ text: String) -> Bool {
        text.utf8.count <= digitLimit && isDigits(text.utf8[...])
    }

    private static func isDigits(_ text: Substring.UTF8View) -> Bool {
        !text.isEmpty && text.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isName(_ text: String) -> Bool {
        let isMade = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return isMade && (1...nameLimit).contains(text.utf8.count) && text.first != "." && text.first != "-"
    }
}
