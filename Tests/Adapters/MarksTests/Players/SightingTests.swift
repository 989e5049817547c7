import LabModel
import Testing

@testable import Marks

@Suite struct SightingTests {
    private func sighting(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Sighting {
        Sighting(stamp: .test(1), box: PixelBox(x: x, y: y))
    }

    @Test func aPlaceIsHalfASideWideInEachDirection() {
        let box = PixelBox(x: 100...200, y: 0...100)
        #expect(sighting(100...200, 0...100).isAt(box))
        #expect(sighting(150...250, 50...150).isAt(box))
        #expect(!sighting(151...251, 0...100).isAt(box))
        #expect(!sighting(100...200, 51...151).isAt(box))
        #expect(sighting(130...140, 40...50).isAt(box), "a small one in the middle")
    }

    @Test func theLaterStampIsByNumberElseByTime() {
        let time = { (seconds: Int64) in
            FrameStamp(streamID: .foreign, number: nil, time: WallTime(nanoseconds: seconds))
        }
        #expect(FrameStamp.test(5).isNewer(than: .test(4)))
        #expect(!FrameStamp.test(4).isNewer(than: .test(4)))
        #expect(!FrameStamp.test(4).isNewer(than: .test(5)))
        #expect(time(2).isNewer(than: time(1)))
        #expect(!time(1).isNewer(than: time(2)))
    }
}
