/// A picture's size in pixels.
public struct PixelSize: Hashable, Sendable, Codable {
    /// Pixels in a row, at least 1.
    public var width: Int
    /// Rows, at least 1.
    public var height: Int

    /// Makes a size.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The first lab's image sizes 0 to 3.
    public static let imageSizes = [
        PixelSize(width: 486, height: 240),
        PixelSize(width: 720, height: 480),
        PixelSize(width: 1280, height: 720),
        PixelSize(width: 1440, height: 1080),
    ]

    /// Reads `WxH`, both even and from 16 to 8192.
    ///
    /// Even, because 4:2:0 chroma halves both.
    /// - Returns: nil when the text is anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]) else { return nil }
        guard [width, height].allSatisfy({ (16...8192).contains($0) && $0.isMultiple(of: 2) }) else { return nil }
        self.init(width: width, height: height)
    }
}

extension PixelSize: CustomStringConvertible {
    /// `WxH`.
    public var description: String {
        "\(width)x\(height)"
    }
}
