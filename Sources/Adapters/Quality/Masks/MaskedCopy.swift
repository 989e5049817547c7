public import LabModel

/// A copy of a picture in which areas are filled with mid grey, so that what they hold cannot change a score.
public final class MaskedCopy {
    private var planes: [UnsafeMutableRawBufferPointer] = []

    /// Makes one that holds no picture yet.
    public init() {}

    deinit {
        for plane in planes {
            plane.deallocate()
        }
    }

    /// Copies a picture and fills the masked areas of its three planes with the middle of their range.
    ///
    /// - Parameters:
    ///   - picture: any size and depth; it is not changed.
    ///   - masks: rectangles of luma, each rounded out to even pixels; what lies outside the picture is left out.
    /// - Returns: the copy, which lives until the next call or as long as this object.
    public func take(_ picture: PictureView, masks: [PixelRect]) -> PictureView {
        reserve([picture.luma, picture.chromaBlue, picture.chromaRed].map(Self.size))
        return PictureView(
            luma: copy(picture.luma, at: 0, masks: masks, luma: picture.luma),
            chromaBlue: copy(picture.chromaBlue, at: 1, masks: masks, luma: picture.luma),
            chromaRed: copy(picture.chromaRed, at: 2, masks: masks, luma: picture.luma)
        )
    }

    /// The same of luma alone; the other planes are the picture's own.
    func takeLuma(_ picture: PictureView, masks: [PixelRect]) -> PictureView {
        reserve([Self.size(picture.luma)])
        return PictureView(
            luma: copy(picture.luma, at: 0, masks: masks, luma: picture.luma),
            chromaBlue: picture.chromaBlue,
            chromaRed: picture.chromaRed
        )
    }

    private static func size(_ plane: PlaneView) -> Int {
        plane.width * plane.height * plane.bytesPerSample
    }

    private func reserve(_ sizes: [Int]) {
        for (index, size) in sizes.enumerated() {
            if index == planes.count {
                planes.append(.allocate(byteCount: size, alignment: 64))
            } else if planes[index].count < size {
                planes[index].deallocate()
                planes[index] = .allocate(byteCount: size, alignment: 64)
            }
        }
    }

    private func copy(_ plane: PlaneView, at index: Int, masks: [PixelRect], luma: PlaneView) -> PlaneView {
        let stride = plane.width * plane.bytesPerSample
        guard stride > 0, plane.height > 0, let base = planes[index].baseAddress else { return plane }
        for row in 0..<plane.height {
            (base + row * stride).copyMemory(from: plane.base + row * plane.stride, byteCount: stride)
        }
        for rect in MaskedArea(masks, of: plane, beside: luma).rects {
            for row in rect.y..<rect.y + rect.height {
                Self.fill(base + row * stride, from: rect.x, count: rect.width, depth: plane.depth)
            }
        }
        return PlaneView(base: base, width: plane.width, height: plane.height, stride: stride, depth: plane.depth)
    }

    private static func fill(_ row: UnsafeMutableRawPointer, from column: Int, count: Int, depth: Int) {
        let grey = 1 << (depth - 1)
        if depth > 8 {
            let samples = (row + 2 * column).assumingMemoryBound(to: UInt16.self)
            samples.update(repeating: UInt16(grey).littleEndian, count: count)
        } else {
            (row + column).assumingMemoryBound(to: UInt8.self).update(repeating: UInt8(grey), count: count)
        }
    }
}
