import LabModel
import Testing

@testable import Marks

@Suite struct MarkLayoutTests {
    @Test(arguments: [
        (PixelSize(width: 486, height: 240), 122, 0, 240),
        (PixelSize(width: 1280, height: 720), 280, 0, 720),
        (PixelSize(width: 1440, height: 1080), 180, 0, 1_080),
        (PixelSize(width: 720, height: 1280), 0, 280, 720),
        (PixelSize(width: 150, height: 144), 2, 0, 144),
    ])
    func theMarkFillsTheCentredSquare(size: PixelSize, left: Int, top: Int, side: Int) {
        let layout = MarkLayout(size: size)
        #expect(layout.left == left)
        #expect(layout.top == top)
        #expect(layout.side == side)
        #expect(layout.x(0) == left)
        #expect(layout.x(144) == left + side)
        #expect(layout.y(72) == top + side / 2)
        #expect(layout.fits)
    }

    @Test func cellsAreAsLargeAsTheFormatPromises() {
        let least = MarkLayout(size: PixelSize(width: 486, height: 240))
        let usual = MarkLayout(size: PixelSize(width: 1280, height: 720))
        for column in 0..<MarkLayout.stripColumns {
            let steps = (column * MarkLayout.cellSteps, (column + 1) * MarkLayout.cellSteps)
            #expect(least.x(steps.1) - least.x(steps.0) == 5)
            #expect(usual.x(steps.1) - usual.x(steps.0) == 15)
        }
        #expect(usual.x(49) - usual.x(47) == 10)
    }

    @Test func smallPicturesAreRefusedWithTheLeastSize() {
        for size in [PixelSize(width: 142, height: 200), PixelSize(width: 640, height: 142)] {
            #expect(throws: MarkError.pictureTooSmall(size, least: PixelSize(width: 144, height: 144))) {
                try MarkPainter(size: size, format: .qr)
            }
        }
    }
}
