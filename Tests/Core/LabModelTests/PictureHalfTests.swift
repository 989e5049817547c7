import LabModel
import Testing

@Suite struct PictureHalfTests {
    /// A plane in which each sample says where it is: row × 16 + column.
    private func samples(of half: PictureHalf, width: Int, height: Int, bytesPerSample: Int = 1) -> [[UInt8]] {
        let stride = 12 * bytesPerSample
        var bytes = [UInt8](repeating: 255, count: stride * height)
        for row in 0..<height {
            for column in 0..<width {
                bytes[row * stride + column * bytesPerSample] = UInt8(row * 16 + column)
            }
        }
        return bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return [] }
            let depth = bytesPerSample == 2 ? 10 : 8
            let plane = PlaneView(base: base, width: width, height: height, stride: stride, depth: depth).half(half)
            #expect(plane.stride == stride)
            #expect(plane.depth == depth)
            return (0..<plane.height).map { row in
                (0..<plane.width).map { column in
                    plane.base.load(fromByteOffset: row * plane.stride + column * plane.bytesPerSample, as: UInt8.self)
                }
            }
        }
    }

    @Test func halvesLieWhereTheirNamesSay() {
        #expect(samples(of: .left, width: 4, height: 2) == [[0, 1], [16, 17]])
        #expect(samples(of: .right, width: 4, height: 2) == [[2, 3], [18, 19]])
        #expect(samples(of: .top, width: 2, height: 4) == [[0, 1], [16, 17]])
        #expect(samples(of: .bottom, width: 2, height: 4) == [[32, 33], [48, 49]])
    }

    @Test func theMiddleOfAnOddNumberBelongsToNeither() {
        #expect(samples(of: .left, width: 5, height: 1) == [[0, 1]])
        #expect(samples(of: .right, width: 5, height: 1) == [[3, 4]])
        #expect(samples(of: .top, width: 1, height: 3) == [[0]])
        #expect(samples(of: .bottom, width: 1, height: 3) == [[32]])
    }

    @Test func deepSamplesAreTwoBytesWide() {
        #expect(samples(of: .right, width: 4, height: 2, bytesPerSample: 2) == [[2, 3], [18, 19]])
    }

    @Test func theOtherHalfOfTheOtherIsItself() {
        for half in PictureHalf.allCases {
            #expect(half.other != half)
            #expect(half.other.other == half)
        }
    }
}
