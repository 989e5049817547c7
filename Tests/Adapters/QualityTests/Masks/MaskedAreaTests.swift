import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite struct MaskedAreaTests {
    /// Only the planes' sizes are looked at.
    private func area(_ masks: [PixelRect], luma: PixelSize, chroma: PixelSize? = nil) -> MaskedArea {
        withUnsafePointer(to: UInt64(0)) { base in
            let view = { (size: PixelSize) in
                PlaneView(base: base, width: size.width, height: size.height, stride: size.width)
            }
            return MaskedArea(masks, of: view(chroma ?? luma), beside: view(luma))
        }
    }

    @Test func rectanglesGrowToEvenPixels() {
        let size = PixelSize(width: 20, height: 12)
        #expect(
            area([PixelRect(x: 3, y: 5, width: 2, height: 1)], luma: size).rects
                == [PixelRect(x: 2, y: 4, width: 4, height: 2)]
        )
        #expect(
            area([PixelRect(x: 4, y: 2, width: 6, height: 4)], luma: size).rects
                == [PixelRect(x: 4, y: 2, width: 6, height: 4)]
        )
    }

    @Test func chromaHasHalfOfThem() {
        let (luma, chroma) = (PixelSize(width: 21, height: 13), PixelSize(width: 11, height: 7))
        let masks = [PixelRect(x: 3, y: 5, width: 2, height: 1), PixelRect(x: 20, y: 12, width: 1, height: 1)]
        #expect(
            area(masks, luma: luma, chroma: chroma).rects
                == [PixelRect(x: 1, y: 2, width: 2, height: 1), PixelRect(x: 10, y: 6, width: 1, height: 1)]
        )
        // Luma's own last column and row are the picture's edge.
        #expect(
            area(masks, luma: luma).rects
                == [PixelRect(x: 2, y: 4, width: 4, height: 2), PixelRect(x: 20, y: 12, width: 1, height: 1)]
        )
        // 4:4:4 has all of them.
        #expect(area(masks, luma: luma, chroma: luma).rects == area(masks, luma: luma).rects)
    }

    @Test func whatLiesOutsideIsLeftOut() {
        let size = PixelSize(width: 20, height: 12)
        let masks = [
            PixelRect(x: -5, y: -5, width: 7, height: 7), PixelRect(x: 18, y: 10, width: 9, height: .max),
            PixelRect(x: 20, y: 0, width: 4, height: 4), PixelRect(x: 3, y: 3, width: 0, height: 4),
            PixelRect(x: 3, y: 3, width: -2, height: 4), PixelRect(x: -9, y: 0, width: 9, height: 4),
        ]
        #expect(
            area(masks, luma: size).rects
                == [PixelRect(x: 0, y: 0, width: 2, height: 2), PixelRect(x: 18, y: 10, width: 2, height: 2)]
        )
    }

    @Test func bandsHoldWhatIsNotMasked() {
        let masks = [PixelRect(x: 2, y: 2, width: 4, height: 4), PixelRect(x: 4, y: 4, width: 16, height: 2)]
        let bands = area(masks, luma: PixelSize(width: 20, height: 8)).bands(width: 20, height: 8)
        #expect(
            bands == [
                MaskedArea.Band(rows: 0..<2, columns: [0..<20]),
                MaskedArea.Band(rows: 2..<4, columns: [0..<2, 6..<20]),
                MaskedArea.Band(rows: 4..<6, columns: [0..<2]), MaskedArea.Band(rows: 6..<8, columns: [0..<20]),
            ]
        )
    }

    @Test func bandsCountEverySampleOutsideOnce() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<60 {
            let size = PixelSize(
                width: .random(in: 1...40, using: &generator),
                height: .random(in: 1...30, using: &generator)
            )
            let masks = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                PixelRect(
                    x: .random(in: -5...40, using: &generator),
                    y: .random(in: -5...30, using: &generator),
                    width: .random(in: -1...20, using: &generator),
                    height: .random(in: -1...20, using: &generator)
                )
            }
            let area = area(masks, luma: size)
            let (width, height) = (max(size.width - 1, 1), max(size.height - 1, 1))
            var counted = Set<[Int]>()
            var total = 0
            for band in area.bands(width: width, height: height) {
                for (row, columns) in band.rows.flatMap({ row in band.columns.map { (row, $0) } }) {
                    total += columns.count
                    counted.formUnion(columns.map { [row, $0] })
                }
            }
            let expected = (0..<height).flatMap { y in (0..<width).map { [y, $0] } }.filter { place in
                !area.rects.contains {
                    ($0.y..<$0.y + $0.height).contains(place[0]) && ($0.x..<$0.x + $0.width).contains(place[1])
                }
            }
            #expect(total == counted.count && counted == Set(expected))
        }
    }
}
