import LabModel
import Testing

@testable import Marks

/// A code as the first lab made it: by Python's `qrcode`, with its defaults.
@Suite struct PythonCodeTests {
    /// `{'frame_number': 1234, 'time': 1695000000.1234567, 'random': 0.8444218515250481}`, a row of modules each.
    private static let rows: [UInt64] = [
        0x1fc7a15c7f, 0x105fb7f141, 0x1742d5565d, 0x174866515d, 0x1754ae675d, 0x104fe6fb41,
        0x1fd555557f, 0x0002015900, 0x1548018512, 0x1a83636b1f, 0x05ce875487, 0x051d29fae9,
        0x1e54d79dcf, 0x06869a8443, 0x1d7d755da0, 0x1187cea093, 0x0869954599, 0x140e3e0b93,
        0x1b477525d5, 0x00349bfd01, 0x13e7f59efc, 0x01933105cb, 0x1df77a5c31, 0x08b461bf80,
        0x1c69a03980, 0x0a0929db1d, 0x105bc60d87, 0x08372bc810, 0x137845fff6, 0x0014f80f19,
        0x1fcee7d75c, 0x104b2eb112, 0x175ad51df0, 0x17493eef38, 0x1758359d35, 0x10479aec42,
        0x1fd675ee27,
    ]

    @Test(arguments: [3, 5, 8])
    func theFirstLabsPicturesAreRead(module: Int) throws {
        let side = Self.rows.count
        var picture = TestPicture(size: PixelSize(width: 640, height: 480), grey: 255)
        for (row, bits) in Self.rows.enumerated() {
            for column in 0..<side where bits >> UInt64(side - 1 - column) & 1 == 1 {
                picture.fill(x: 60 + column * module, y: 50 + row * module, width: module, height: module, level: 0)
            }
        }
        let expected = FrameStamp(
            streamID: .foreign,
            number: 1234,
            time: WallTime(nanoseconds: 1_695_000_000_123_456_700)
        )
        var reader = MarkReader()
        for effort in [MarkReader.Effort.thorough, .hurried] {
            #expect(reader.read(picture, effort: effort) == .stamp(expected, .dict))
        }
    }
}
