import Glibc
import LabModel

/// Two pictures as one twice as high, the way a process reads them: a list of their rows, nothing copied.
struct PictureStack {
    /// One of the two.
    enum Part {
        /// A picture.
        case picture(PictureView)
        /// Luma that was kept; chroma, which motion does not see, is blank.
        case luma(UnsafeRawBufferPointer)
        /// Nothing that matters: blank.
        case blank
    }

    /// Blank rows are pointed at again and again.
    private static let blank = [UInt8](repeating: 0, count: 65_536)

    let shape: VMAFShape
    /// Whether chroma is sent as it is; else it is blank too, which costs no reading of memory.
    let hasChroma: Bool

    /// Lends the memory of a stack, in the order of sending: luma of both, then each chroma plane of both.
    func withParts<Result>(upper: Part, lower: Part, _ body: ([iovec]) -> Result) -> Result {
        Self.blank.withUnsafeBytes { blank in
            var parts: [iovec] = []
            parts.reserveCapacity(8)
            for plane in 0..<3 {
                for part in [upper, lower] {
                    add(plane, of: part, blank: blank, to: &parts)
                }
            }
            return body(parts)
        }
    }

    private func add(_ plane: Int, of part: Part, blank: UnsafeRawBufferPointer, to parts: inout [iovec]) {
        let rowBytes = (plane == 0 ? shape.size : shape.chromaSize).width * shape.bytesPerSample
        let sentRows = shape.chromaSize.height * (plane == 0 ? 2 : 1)
        var rows = 0
        switch part {
        case .picture(let picture) where plane == 0 || hasChroma:
            let view = [picture.luma, picture.chromaBlue, picture.chromaRed][plane]
            Self.add(view, rowBytes: rowBytes, to: &parts)
            rows = view.height
        case .luma(let bytes) where plane == 0:
            parts.append(iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count))
            rows = shape.size.height
        case .picture, .luma, .blank: break
        }
        var left = (sentRows - rows) * rowBytes
        while left > 0 {
            let count = min(left, blank.count)
            parts.append(iovec(iov_base: UnsafeMutableRawPointer(mutating: blank.baseAddress), iov_len: count))
            left -= count
        }
    }

    private static func add(_ plane: PlaneView, rowBytes: Int, to parts: inout [iovec]) {
        let base = UnsafeMutableRawPointer(mutating: plane.base)
        guard plane.stride != rowBytes else {
            parts.append(iovec(iov_base: base, iov_len: rowBytes * plane.height))
            return
        }
        for row in 0..<plane.height {
            parts.append(iovec(iov_base: base + row * plane.stride, iov_len: rowBytes))
        }
    }
}
