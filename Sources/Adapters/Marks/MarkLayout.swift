public import LabModel

/// Where the parts of a mark lie in a picture, in whole pixels.
///
/// The mark fills the largest centred square of the picture, whose side is 144 steps; everything lies on that grid, so
/// the QR code alone tells a reader where the strips are, however the picture was scaled, cropped or letterboxed.
public struct MarkLayout: Equatable, Sendable {
    /// The version of the rule, as the stream's description names it; a change of any figure here is a new version.
    public static let version = 1

    /// The least picture that holds a mark: 2 pixels a QR module.
    public static let leastSize = PixelSize(width: 144, height: 144)

    /// The picture's size.
    public let size: PixelSize
    /// The left edge of the square, even.
    public let left: Int
    /// The top edge of the square, even.
    public let top: Int
    /// The side of the square in pixels, which is the picture's lesser dimension.
    public let side: Int

    /// Lays the mark out for a picture of any size; whether it fits is ``fits``.
    public init(size: PixelSize) {
        self.size = size
        side = min(size.width, size.height)
        left = (size.width - side) / 4 * 2
        top = (size.height - side) / 4 * 2
    }

    /// Whether the picture is large enough to carry a mark.
    public var fits: Bool {
        side >= Self.leastSize.width
    }

    /// The column of pixels at which a step of the grid, 0 to 144, begins.
    public func x(_ step: Int) -> Int {
        left + (step * side + 72) / 144
    }

    /// The row of pixels at which a step of the grid, 0 to 144, begins.
    public func y(_ step: Int) -> Int {
        top + (step * side + 72) / 144
    }
}

extension MarkLayout {
    /// Steps of the grid along each side of the square.
    static let steps = 144

    /// Cells of a strip in a row, the reference cells among them; each is three steps wide and high.
    static let stripColumns = 48
    /// Rows of a strip.
    static let stripRows = 4
    /// Steps along each side of a strip's cell.
    static let cellSteps = 3
    /// The reference cells at the left end of each row, true where white.
    static let leftReferences = [false, true]
    /// The reference cells at the right end of each row.
    static let rightReferences = [true, false]
    /// Cells of a row that carry data.
    static let dataColumns = 44

    /// Steps along each side of a QR module.
    static let moduleSteps = 2
    /// Modules of white around a QR code.
    static let quietModules = 4

    /// The step at which a QR code of so many modules begins, quiet zone apart, across and down.
    static func codeStart(modules: Int) -> Int {
        (steps - modules * moduleSteps) / 2
    }
}
