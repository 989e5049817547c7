import LabModel
import LabTesting
import Quality
import Testing

@Suite struct MaskedCopyTests {
    private func samples(_ plane: PlaneView) -> [[Int]] {
        (0..<plane.height).map { row in
            let start = plane.base + row * plane.stride
            return (0..<plane.width).map { column in
                plane.depth > 8
                    ? Int(start.loadUnaligned(fromByteOffset: 2 * column, as: UInt16.self))
                    : Int(start.load(fromByteOffset: column, as: UInt8.self))
            }
        }
    }

    @Test(arguments: [8, 10, 12, 16])
    func maskedSamplesAreGreyAndTheOthersUntouched(depth: Int) {
        let size = PixelSize(width: 33, height: 19)
        let picture = DrawnPicture(size: size, depth: depth, content: .noise)
        let masks = [PixelRect(x: 3, y: 5, width: 6, height: 4), PixelRect(x: 30, y: 15, width: 40, height: 40)]
        let copier = MaskedCopy()
        picture.withView(slack: 7) { view in
            let copy = copier.take(view, masks: masks)
            for plane in [\PictureView.luma, \.chromaBlue, \.chromaRed] {
                let (before, after) = (samples(view[keyPath: plane]), samples(copy[keyPath: plane]))
                let step = plane == \PictureView.luma ? 1 : 2
                for (y, row) in after.enumerated() {
                    for (x, sample) in row.enumerated() {
                        let (left, top) = (x * step, y * step)
                        let isMasked =
                            (2..<10).contains(left) && (4..<10).contains(top) || left >= 30 && top >= 14
                        #expect(sample == (isMasked ? 1 << (depth - 1) : before[y][x]))
                    }
                }
            }
            #expect(copy.luma.depth == depth && copy.luma.size == size)
        }
    }

    @Test func memoryGrowsAndIsUsedAgain() {
        let copier = MaskedCopy()
        for side in [16, 64, 20, 65] {
            let picture = DrawnPicture(size: PixelSize(width: side, height: side), depth: 8, content: .smooth)
            picture.withView { view in
                let copy = copier.take(view, masks: [])
                #expect(samples(copy.luma) == samples(view.luma) && samples(copy.chromaRed) == samples(view.chromaRed))
            }
        }
    }
}
