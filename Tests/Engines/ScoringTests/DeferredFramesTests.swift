import LabModel
import Testing

@testable import Scoring

/// Frames that are scored later than they were received.
@Suite struct DeferredFramesTests {
    private func place(_ sequence: Int) -> PicturePlaces.Place {
        PicturePlaces.Place(connection: 0, sequence: sequence)
    }

    private func add(_ range: Range<Int>, to frames: DeferredFrames) -> Int {
        range.count { frames.add(PlantedStream.stamp($0), at: place($0)) }
    }

    @Test func onlySoManyWait() {
        let frames = DeferredFrames()
        #expect(add(0..<700, to: frames) == DeferredFrames.limit)
        #expect(frames.count == DeferredFrames.limit)
        #expect(frames.take().count == DeferredFrames.limit)
        // Who took them has not scored them yet.
        #expect(add(700..<701, to: frames) == 0)
        frames.settle(2)
        #expect(add(700..<710, to: frames) == 2)
        #expect(frames.take().keys.map(\.sequence).sorted() == [700, 701])
    }

    @Test func aSparserChoiceLeavesOthersOut() {
        let frames = DeferredFrames()
        #expect(add(0..<10, to: frames) == 10)
        frames.follow(every: 4)
        #expect(frames.count == 3)
        #expect(frames.wants(PlantedStream.stamp(8)) && !frames.wants(PlantedStream.stamp(6)))
        frames.follow(every: 2)
        #expect(frames.wants(PlantedStream.stamp(6)))
        let taken = frames.take()
        #expect(taken.values.compactMap(\.number?.rawValue).sorted() == [0, 4, 8])
        frames.giveBack(taken)
        #expect(frames.count == 3)
        #expect(frames.take() == taken)
    }

    @Test func onceClosedItTakesNoMore() {
        let frames = DeferredFrames()
        #expect(add(0..<2, to: frames) == 2)
        frames.close()
        #expect(add(2..<3, to: frames) == 0)
        #expect(frames.take().count == 2)
    }
}
