import LabModel

/// A small picture for trials: slanted waves that move, coarse where it is to be worse than its reference.
final class TrialPicture {
    /// Valid as long as this object.
    let view: PictureView
    private let memory: [UnsafeMutableRawBufferPointer]

    init(_ number: Int, shape: VMAFShape, isCoarse: Bool) {
        let sizes = [shape.size, shape.chromaSize, shape.chromaSize]
        let memory = sizes.map { size in
            UnsafeMutableRawBufferPointer.allocate(
                byteCount: max(1, size.width * size.height * shape.bytesPerSample),
                alignment: 16
            )
        }
        for plane in 0..<3 {
            Self.draw(into: memory[plane], width: sizes[plane].width, depth: shape.depth) { column, row in
                // Speeds differ from step to step, so that a wrong neighbour shows.
                let phase = (column * (3 + plane) + row * 2 + number * number * 5) % 256
                let wave = abs(phase - 128) * (shape.depth > 8 ? 6 : 1) + 40
                return isCoarse ? wave & ~15 : wave
            }
        }
        let views = zip(sizes, memory).compactMap { size, bytes in
            bytes.baseAddress.map {
                PlaneView(
                    base: $0,
                    width: size.width,
                    height: size.height,
                    stride: size.width * shape.bytesPerSample,
                    depth: shape.depth
                )
            }
        }
        view = PictureView(luma: views[0], chromaBlue: views[1], chromaRed: views[2])
        self.memory = memory
    }

    deinit {
        for bytes in memory {
            bytes.deallocate()
        }
    }

    private static func draw(
        into memory: UnsafeMutableRawBufferPointer,
        width: Int,
        depth: Int,
        _ sample: (_ column: Int, _ row: Int) -> Int
    ) {
        let bytesPerSample = depth > 8 ? 2 : 1
        for index in 0..<memory.count / bytesPerSample {
            let value = sample(index % width, index / width)
            memory[index * bytesPerSample] = UInt8(truncatingIfNeeded: value)
            if bytesPerSample == 2 {
                memory[index * 2 + 1] = UInt8(truncatingIfNeeded: value >> 8)
            }
        }
    }
}
