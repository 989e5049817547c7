import Foundation
import LabModel
import LabTesting

@testable import Quality

/// A short clip for tests: references that move unevenly, and what became of them.
final class VMAFClip: Sendable {
    let shape: VMAFShape
    let references: [ClipPicture]
    let distorted: [ClipPicture]

    init(_ count: Int, width: Int, height: Int, depth: Int = 8, isSpoilt: Bool = true) {
        shape = VMAFShape(size: PixelSize(width: width, height: height), depth: depth)
        var random = SeededGenerator(seed: 20)
        var level = 120
        let texture = (0..<4_096).map { _ in
            level = min(230, max(20, level + Int.random(in: -9...9, using: &random)))
            return UInt8(level)
        }
        references = (0..<count).map { ClipPicture($0, shape: VMAFClip.shape(width, height, depth), texture, loss: 0) }
        distorted = (0..<count).map {
            ClipPicture($0, shape: VMAFClip.shape(width, height, depth), texture, loss: isSpoilt ? 1 + $0 % 3 : 0)
        }
    }

    private static func shape(_ width: Int, _ height: Int, _ depth: Int) -> VMAFShape {
        VMAFShape(size: PixelSize(width: width, height: height), depth: depth)
    }

    /// Writes one side of the clip as raw video.
    func write(_ pictures: [ClipPicture], to path: String) throws {
        let whole = pictures.reduce(into: Data()) { $0 += $1.packed }
        try whole.write(to: URL(filePath: path))
    }

    /// Scores some pictures of the clip in a session, in order.
    func score(_ numbers: [Int], in session: VMAFSession) throws -> VMAFOutcome {
        for number in numbers {
            try session.submit(
                id: number,
                references: (
                    before: number > 0 ? references[number - 1].view : nil,
                    at: references[number].view,
                    after: number + 1 < references.count ? references[number + 1].view : nil
                ),
                distorted: distorted[number].view
            )
        }
        return session.finish()
    }
}

/// A picture with gaps behind its rows, as decoders lay them out.
final class ClipPicture: Sendable {
    private nonisolated(unsafe) let planes: [UnsafeMutableRawBufferPointer]
    private let shape: VMAFShape
    private static let gap = 32

    init(_ number: Int, shape: VMAFShape, _ texture: [UInt8], loss: Int) {
        self.shape = shape
        let bits = shape.depth - 6
        let offset = number + number / 2 + number % 3
        planes = [shape.size, shape.chromaSize, shape.chromaSize].map { size in
            let stride = size.width * shape.bytesPerSample + Self.gap
            let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: stride * size.height, alignment: 16)
            bytes.initializeMemory(as: UInt8.self, repeating: 0xEE)
            let row = (0..<size.width + 64).flatMap { column -> [UInt8] in
                let wave = Int(texture[column % texture.count]) << (shape.depth - 8)
                let lost = loss == 0 ? wave : (wave >> (bits + loss)) << (bits + loss)
                return shape.depth > 8 ? [UInt8(lost & 0xFF), UInt8(lost >> 8)] : [UInt8(lost)]
            }
            for line in 0..<size.height {
                let start = (offset + line / 5) % 64 * shape.bytesPerSample
                row.withUnsafeBytes { source in
                    guard let base = source.baseAddress, let target = bytes.baseAddress else { return }
                    (target + line * stride).copyMemory(
                        from: base + start,
                        byteCount: size.width * shape.bytesPerSample
                    )
                }
            }
            return bytes
        }
    }

    deinit {
        for plane in planes {
            plane.deallocate()
        }
    }

    /// Valid as long as the picture.
    var view: PictureView {
        PictureView(
            luma: plane(0, shape.size),
            chromaBlue: plane(1, shape.chromaSize),
            chromaRed: plane(2, shape.chromaSize)
        )
    }

    /// All planes without gaps.
    var packed: Data {
        var data = Data()
        for (bytes, size) in zip(planes, [shape.size, shape.chromaSize, shape.chromaSize]) {
            let stride = size.width * shape.bytesPerSample + Self.gap
            for line in 0..<size.height {
                guard let base = bytes.baseAddress else { continue }
                data.append(Data(bytes: base + line * stride, count: size.width * shape.bytesPerSample))
            }
        }
        return data
    }

    private func plane(_ index: Int, _ size: PixelSize) -> PlaneView {
        guard let base = planes[index].baseAddress else { preconditionFailure("a plane without memory") }
        return PlaneView(
            base: base,
            width: size.width,
            height: size.height,
            stride: size.width * shape.bytesPerSample + Self.gap,
            depth: shape.depth
        )
    }
}
