import Testing

@testable import Marks

@Suite struct ForeignPlaceTests {
    private func box(_ x: Double, _ y: Double) -> PixelBox {
        PixelBox(x: x...x + 100, y: y...y + 100)
    }

    @Test func placesThatTakeTurnsAreKeptTogether() {
        var place = ForeignPlace(box(100, 100), modulePixels: 4, isNegated: true)
        for (x, y) in [(100.0, 200.0), (200, 200), (200, 100), (100, 100)] {
            place.move(to: box(x, y), modulePixels: 4, isNegated: true)
        }
        #expect(place.box == PixelBox(x: 100...300, y: 100...300))
        #expect(place.searched == PixelBox(x: 76...324, y: 76...324))
        for round in 0..<200 {
            place.move(to: box(round % 2 == 0 ? 100 : 200, 100), modulePixels: 4, isNegated: true)
            #expect(place.box.x == 100...300)
        }
        #expect(place.box.y == 100...200)
    }

    @Test func aPlaceFarAwayReplacesTheOthers() {
        var place = ForeignPlace(box(0, 0), modulePixels: 4, isNegated: false)
        place.move(to: box(1_000, 800), modulePixels: 3, isNegated: false)
        #expect(place.box == box(1_000, 800) && place.modulePixels == 3)
        place.move(to: box(1_000, 800), modulePixels: 3, isNegated: true)
        #expect(place.isNegated)
    }
}
