import Testing

@testable import Content

@Suite struct SceneTests {
    @Test func aPointRunsToAndFro() {
        #expect((0...8).map { Scene.bounce($0, within: 3) } == [0, 1, 2, 3, 2, 1, 0, 1, 2])
        #expect((-4...0).map { Scene.bounce($0, within: 3) } == [2, 3, 2, 1, 0])
        #expect(Scene.bounce(5, within: 0) == 0)
        #expect(Scene.bounce(5, within: -2) == 0)
    }

    @Test func theBandsFillThePicture() {
        #expect(Scene.bands.map(\.endEighth) == [3, 5, 8])
    }

    @Test func addingGrainOrGradientNeverOverflows() {
        for band in Scene.bands {
            let added = band.hasGrain ? Scene.grainLevels - 1 : Scene.gradientSpan - 1
            #expect(band.luma.lowerBound >= 16)
            #expect(band.luma.upperBound + added <= 235)
        }
    }

    @Test func twoBandsMoveAgainstEachOther() {
        #expect(Scene.bands.contains { $0.speed > 0 })
        #expect(Scene.bands.contains { $0.speed < 0 })
    }

    @Test func theHashSpreadsItsBits() {
        let values = (0..<1_000).map { IntegerHash.mix(1, $0, 2) }
        #expect(Set(values).count == 1_000)
        for bit in 0..<32 as Range<UInt32> {
            #expect((400...600).contains(values.count { $0 >> bit & 1 == 1 }))
        }
        #expect(IntegerHash.mix(1, 2, 3) != IntegerHash.mix(1, 3, 2))
    }
}
