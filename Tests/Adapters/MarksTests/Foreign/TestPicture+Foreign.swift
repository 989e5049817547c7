import LabModel

@testable import Marks

extension TestPicture {
    /// Draws a QR code of version 5.
    mutating func drawCode(_ text: String, x: Int, y: Int, module: Int, isNegated: Bool = false) throws {
        let code = try QRCode(Array(text.utf8), kind: .dict)
        let (black, white): (UInt8, UInt8) = isNegated ? (235, 16) : (16, 235)
        fill(x: x - 4 * module, y: y - 4 * module, width: 45 * module, height: 45 * module, level: white)
        for (index, isDark) in code.modules.enumerated() where isDark {
            let (column, row) = (index % code.side, index / code.side)
            fill(x: x + column * module, y: y + row * module, width: module, height: module, level: black)
        }
    }

    /// Draws a UPC-A bar code of a frame number.
    mutating func drawBars(_ number: UInt64, x: Int, y: Int, module: Int, height: Int, isNegated: Bool = false) {
        let (black, white): (UInt8, UInt8) = isNegated ? (235, 16) : (16, 235)
        fill(x: x - 9 * module, y: y, width: 113 * module, height: height, level: white)
        for (place, isDark) in Self.bars(UPCTextTests.text(number)).enumerated() where isDark {
            fill(x: x + place * module, y: y, width: module, height: height, level: black)
        }
    }

    /// The 95 modules of twelve digits.
    private static func bars(_ text: [UInt8]) -> [Bool] {
        // Seven modules a digit, space first, as in the left half; the right half is their complement.
        let widths = [0x0D, 0x19, 0x13, 0x3D, 0x23, 0x31, 0x2F, 0x3B, 0x37, 0x0B]
        let digits = text.map { widths[Int($0 - 48)] }
        let bits = { (value: Int, count: Int) in (0..<count).map { value >> (count - 1 - $0) & 1 == 1 } }
        return bits(0b101, 3) + digits.prefix(6).flatMap { bits($0, 7) } + bits(0b01010, 5)
            + digits.suffix(6).flatMap { bits($0 ^ 0x7F, 7) } + bits(0b101, 3)
    }

    /// Draws the six rows of a binary clock around the middle.
    mutating func drawClock(_ rows: [UInt64], isNegated: Bool = false) {
        let (left, top) = ((size.width - 512) / 2, (size.height - 48) / 2)
        for (row, value) in rows.enumerated() {
            for column in 0..<64 {
                let isSet = value >> UInt64(63 - column) & 1 == 1
                let level: UInt8 = isSet != isNegated ? 235 : 16
                fill(x: left + column * 8, y: top + row * 8, width: 8, height: 8, level: level)
            }
        }
    }

    mutating func fill(x: Int, y: Int, width: Int, height: Int, level: UInt8) {
        for row in max(y, 0)..<min(y + height, size.height) {
            let start = row * size.width
            let range = start + max(x, 0)..<start + min(x + width, size.width)
            luma.replaceSubrange(range, with: repeatElement(level, count: range.count))
        }
    }
}

extension [UInt64] {
    /// The rows of a clock at 30 pictures a second, as its maker's pipeline would draw them.
    static func clock(_ picture: UInt64) -> [UInt64] {
        let time = picture * 33_333_333
        let base: UInt64 = 987_654_321_123_456
        return [
            time, time, time, base + time, base + time + 20_000_000,
            1_695_000_000_250_000_000 + time + picture % 7 * 100,
        ]
    }
}
