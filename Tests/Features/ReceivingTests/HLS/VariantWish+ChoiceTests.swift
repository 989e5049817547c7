import HLS
import LabModel
import Testing

@testable import Receiving

@Suite struct VariantWishChoiceTests {
    @Test func theNearestOfAnUnknownSizeIsTheHighest() {
        let size = PixelSize(width: 640, height: 360)
        #expect(VariantWish.nearest.choice(sent: size) == .nearest(size))
        #expect(VariantWish.nearest.choice(sent: nil) == .highest)
        #expect(VariantWish.adaptive.choice(sent: size) == .adaptive)
        #expect(VariantWish.size(size).choice(sent: nil) == .size(size))
        #expect(VariantWish.lowest.choice(sent: size) == .lowest)
    }
}
