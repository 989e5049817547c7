import LabModel
import Testing

@testable import Marks

@Suite struct GridFitTests {
    @Test(arguments: [(-1.5, 2.0), (2.0, 1.0), (0.0, -2.0)])
    func aRoughGuessIsDrawnToTheGrid(start: Double, end: Double) throws {
        let size = PixelSize(width: 486, height: 240)
        let picture = try TestPicture.marked(.test(9), size: size)
        let code = try #require(MarkCode(.test(9)))
        let truth = GridMap(MarkLayout(size: size))
        let box = truth.codeBox(modules: 25)
        let guess = PixelBox(
            x: box.x.lowerBound + start...box.x.upperBound + end,
            y: box.y.lowerBound - end...box.y.upperBound - start
        )
        let fitted = picture.luma.withUnsafeBytes { bytes -> GridMap? in
            guard let base = bytes.baseAddress else { return nil }
            let plane = PlaneView(base: base, width: size.width, height: size.height, stride: size.width)
            return GridFit(plane: plane, isInverted: false).fit(GridMap(code: guess, isInverted: false), code: code)
        }
        let map = try #require(fitted)
        for step in [0.0, 72, 144] {
            #expect(abs(map.x.position(step) - truth.x.position(step)) < 1.5)
            #expect(abs(map.y.position(step) - truth.y.position(step)) < 1.5)
        }
    }

    @Test func aMapKnowsItsCodeAndItsLikes() {
        let map = GridMap(MarkLayout(size: PixelSize(width: 1280, height: 720)))
        #expect(map.modulePixels == 10)
        #expect(map.codeBox(modules: 25) == PixelBox(x: 515...765, y: 235...485))
        var moved = map
        moved.x.origin += 3
        #expect(map.agrees(with: moved, within: 3))
        #expect(!map.agrees(with: moved, within: 2.9))
        var inverted = map
        inverted.isInverted = true
        #expect(!map.agrees(with: inverted, within: 3))
    }
}
