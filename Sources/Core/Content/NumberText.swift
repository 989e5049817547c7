internal import LabModel

/// The frame number's last six digits, in large type on a dark box, left of where the mark's QR code lies.
struct NumberText {
    private let dot: Int
    private let left: Int
    private let top: Int

    private static let digits = 6
    private static let pitch = DigitFont.width + 1
    private static let boxLuma: UInt8 = 32
    private static let inkLuma: UInt8 = 224
    private static let neutral: UInt8 = 128

    /// Lays the text out; a dot is one of the 144 steps of the picture's lesser dimension.
    init(size: PixelSize) {
        dot = max(1, min(size.width, size.height) / 144)
        left = 2 * dot
        top = 16 * dot
    }

    /// Draws a frame's number; a picture too small for it stays without.
    func draw(_ number: FrameNumber, into picture: MutablePictureView) {
        let width = (Self.digits * Self.pitch - 1 + 2) * dot
        let height = (DigitFont.height + 2) * dot
        guard left + width < picture.luma.width, top + height < picture.luma.height else { return }
        for y in top..<top + height {
            (picture.luma.row(y) + left).update(repeating: Self.boxLuma, count: width)
        }
        for y in (top + 1) / 2..<(top + height) / 2 {
            (picture.chromaBlue.row(y) + (left + 1) / 2).update(repeating: Self.neutral, count: width / 2)
            (picture.chromaRed.row(y) + (left + 1) / 2).update(repeating: Self.neutral, count: width / 2)
        }
        var rest = Int(number.rawValue)
        for place in (0..<Self.digits).reversed() {
            draw(digit: rest % 10, x: left + (1 + place * Self.pitch) * dot, into: picture.luma)
            rest /= 10
        }
    }

    private func draw(digit: Int, x: Int, into luma: MutablePlaneView) {
        for row in 0..<DigitFont.height * dot {
            let target = luma.row(top + dot + row) + x
            for column in 0..<DigitFont.width where DigitFont.isSet(digit: digit, x: column, y: row / dot) {
                (target + column * dot).update(repeating: Self.inkLuma, count: dot)
            }
        }
    }
}
