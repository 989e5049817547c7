import LabTesting
import Testing

@testable import Content

@Suite struct PixelRowsTests {
    @Test func theFastBlendEqualsItsReference() {
        var generator = SeededGenerator(seed: 1)
        for count in [0, 1, 2, 15, 16, 17, 31, 63, 64, 65, 243, 486, 1_280, 1_921] {
            let rows = (0..<3).map { _ in (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) } }
            var target = [UInt8](repeating: 7, count: count + 1)
            PixelRows.blend(rows[0], rows[1], plus: rows[2], into: &target, count: count)
            #expect(Array(target.dropLast()) == PixelRows.blendReference(rows[0], rows[1], plus: rows[2]))
            #expect(target.last == 7)
        }
    }

    @Test func aBlendIsTheRoundedMeanPlusTheGrain() {
        #expect(PixelRows.blendReference([10, 255, 255], [13, 255, 0], plus: [0, 1, 5]) == [12, 0, 133])
    }
}
