import Foundation
import LabModel
import LabTesting

/// A short clip of plain planes, as a file that says what they are: waves that move, and the same made coarser.
struct PlainClip {
    var size: PixelSize
    var depth = 8
    /// What the file's header says besides, such as `XCOLORRANGE=FULL`.
    var words = ""
    var count = 3
    /// How many of a sample's low bits are lost.
    var lostBits = 0

    /// The samples of one picture: luma, blue difference, red difference.
    func planes(_ number: Int) -> [[Int]] {
        let chroma = PixelSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
        return [size, chroma, chroma].enumerated().map { plane, size in
            (0..<size.width * size.height).map { index in
                let (column, row) = (index % size.width, index / size.width)
                let phase = (column * (5 + plane) + row * 3 + number * (7 + number)) % 360
                let grain = (column * 31 + row * 17 + number * 13) % 23
                let level = abs(phase - 180) + grain + 20
                // The low bits of deeper samples move by themselves.
                let value = (level << (depth - 8)) + (column * 7 + row) % (1 << (depth - 8))
                return (value >> lostBits) << lostBits
            }
        }
    }

    /// Writes the clip as YUV4MPEG2.
    func write(to path: String) throws {
        let colours = depth == 8 ? "C420mpeg2" : "C420p\(depth) XYSCSS=420P\(depth)"
        var data = Data("YUV4MPEG2 W\(size.width) H\(size.height) F25:1 Ip A1:1 \(colours) \(words)\n".utf8)
        for number in 0..<count {
            data += Data("FRAME\n".utf8)
            for plane in planes(number) {
                data += Data(plane.flatMap { depth > 8 ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0)] })
            }
        }
        try data.write(to: URL(filePath: path))
    }

    /// Luma PSNR of one picture beside another clip's, of the same size and depth, the slow way.
    func psnr(_ number: Int, beside other: PlainClip) -> Double {
        psnr(planes(number)[0], beside: other.planes(number)[0])
    }

    /// PSNR of samples of the clip's depth.
    func psnr(_ first: [Int], beside second: [Int]) -> Double {
        let error = zip(first, second).reduce(0.0) { sum, pair in
            sum + Double((pair.0 - pair.1) * (pair.0 - pair.1))
        }
        let peak = Double((1 << depth) - 1)
        let cap = Double(6 * depth + 12)
        return error == 0 ? cap : min(cap, 10 * log10(peak * peak * Double(first.count) / error))
    }
}
