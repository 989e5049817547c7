import LabModel
import Testing

@testable import Marks

@Suite struct ScanPlanTests {
    private let box = PixelBox(x: 10...200, y: 20...210)

    @Test func largeModulesAreShrunkFirst() {
        let ways = ScanPlan.ways(box, modulePixels: 10, isNegated: false)
        #expect(ways == [GreyCopy.Way(box: box, factor: 3), GreyCopy.Way(box: box)])
    }

    @Test func smallModulesAreDoubledLast() {
        let ways = ScanPlan.ways(box, modulePixels: 2.5, isNegated: true)
        #expect(
            ways == [
                GreyCopy.Way(box: box, isNegated: true), GreyCopy.Way(box: box, isDoubled: true, isNegated: true),
            ]
        )
    }

    @Test func hugeModulesKeepToTheGreatestFactor() {
        #expect(ScanPlan.ways(box, modulePixels: 1e6, isNegated: false).first?.factor == 16)
    }

    @Test func aWholePictureIsScannedCheaplyUnlessThoroughly() {
        let size = PixelSize(width: 1920, height: 1080)
        let whole = PixelBox(x: 0...1920, y: 0...1080)
        #expect(ScanPlan.ways(size, thorough: false) == [GreyCopy.Way(box: whole, factor: 3)])
        let all = ScanPlan.ways(size, thorough: true)
        #expect(all.first == GreyCopy.Way(box: whole, factor: 3))
        #expect(all.map(\.isNegated) == [false, true, false, true])
        #expect(all.map(\.factor) == [3, 3, 1, 1])
        #expect(ScanPlan.ways(PixelSize(width: 320, height: 240), thorough: true).last?.isDoubled == true)
    }
}
