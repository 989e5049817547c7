import LabModel

/// A 4:2:0 picture in memory of its own, with padding after each row that must stay untouched.
final class PictureMemory {
    static let padding = 5
    static let untouched: UInt8 = 0xA5

    let size: PixelSize
    private(set) var planes: [UnsafeMutableBufferPointer<UInt8>]

    init(size: PixelSize) {
        self.size = size
        planes = [size, Self.chroma(of: size), Self.chroma(of: size)].map { plane in
            let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(
                capacity: (plane.width + Self.padding) * plane.height
            )
            buffer.update(repeating: Self.untouched)
            return buffer
        }
    }

    deinit {
        for plane in planes {
            plane.deallocate()
        }
    }

    static func chroma(of size: PixelSize) -> PixelSize {
        PixelSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
    }

    var view: MutablePictureView {
        get throws {
            MutablePictureView(
                luma: try plane(0, size),
                chromaBlue: try plane(1, Self.chroma(of: size)),
                chromaRed: try plane(2, Self.chroma(of: size))
            )
        }
    }

    private func plane(_ index: Int, _ size: PixelSize) throws -> MutablePlaneView {
        guard let base = planes[index].baseAddress else { throw NoMemory() }
        return MutablePlaneView(base: base, width: size.width, height: size.height, stride: size.width + Self.padding)
    }

    /// The samples of a plane, row by row, without padding.
    func samples(_ index: Int) -> [UInt8] {
        let size = index == 0 ? size : Self.chroma(of: size)
        return (0..<size.height).flatMap { y in
            planes[index][y * (size.width + Self.padding)..<y * (size.width + Self.padding) + size.width]
        }
    }

    /// Whether the bytes between the rows are as they were.
    var paddingIsUntouched: Bool {
        planes.indices.allSatisfy { index in
            let size = index == 0 ? size : Self.chroma(of: size)
            return (0..<size.height).allSatisfy { y in
                let end = (y + 1) * (size.width + Self.padding)
                return planes[index][end - Self.padding..<end].allSatisfy { $0 == Self.untouched }
            }
        }
    }

    /// CRC-32 (IEEE) of all samples of the three planes.
    var checksum: UInt32 {
        let table = (0..<256).map { (byte: UInt32) -> UInt32 in
            (0..<8).reduce(byte) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        var value = UInt32.max
        for index in planes.indices {
            for byte in samples(index) {
                value = value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)]
            }
        }
        return ~value
    }

    struct NoMemory: Error {
    }
}
