internal import LabModel

/// A 4:2:0 picture whose three planes lie one behind the other, as raw video has them.
final class Picture {
    let size: PixelSize
    private let bytes: UnsafeMutableRawBufferPointer

    init(size: PixelSize) {
        self.size = size
        bytes = .allocate(byteCount: size.width * size.height * 3 / 2, alignment: 64)
        bytes.initializeMemory(as: UInt8.self, repeating: 128)
    }

    deinit {
        bytes.deallocate()
    }

    /// All of it.
    var raw: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(bytes)
    }

    /// Its planes, borrowed.
    func view() throws -> MutablePictureView {
        guard let base = bytes.baseAddress else {
            throw BenchmarkError.wrongWork(benchmark: "picture", reason: "it has no memory")
        }
        let luma = size.width * size.height
        return MutablePictureView(
            luma: MutablePlaneView(base: base, width: size.width, height: size.height, stride: size.width),
            chromaBlue: chroma(base + luma),
            chromaRed: chroma(base + luma + luma / 4)
        )
    }

    private func chroma(_ base: UnsafeMutableRawPointer) -> MutablePlaneView {
        MutablePlaneView(base: base, width: size.width / 2, height: size.height / 2, stride: size.width / 2)
    }
}
