import Glibc
import LabModel

/// A copy of a picture's luma plane, rows without gaps.
struct LumaCopy {
    private var bytes: [UInt8] = []
    private var rowBytes = 0

    /// Copies a plane, into the same memory as before where that fits.
    mutating func take(_ plane: PlaneView) {
        rowBytes = plane.width * plane.bytesPerSample
        let count = rowBytes * plane.height
        if bytes.count != count {
            bytes = [UInt8](repeating: 0, count: count)
        }
        bytes.withUnsafeMutableBytes { copy in
            guard let target = copy.baseAddress else { return }
            for row in 0..<plane.height {
                memcpy(target + row * rowBytes, plane.base + row * plane.stride, rowBytes)
            }
        }
    }

    /// Whether a plane of the same shape holds the same samples.
    func equals(_ plane: PlaneView) -> Bool {
        guard rowBytes == plane.width * plane.bytesPerSample, bytes.count == rowBytes * plane.height else {
            return false
        }
        return bytes.withUnsafeBytes { copy in
            guard let own = copy.baseAddress else { return true }
            for row in 0..<plane.height {
                guard memcmp(own + row * rowBytes, plane.base + row * plane.stride, rowBytes) == 0 else { return false }
            }
            return true
        }
    }

    /// Lends the samples.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes(body)
    }
}
