import LabModel
import Testing

@testable import Scoring

/// Of how many frames one is scored.
@Suite struct SamplingRateTests {
    private func wanted(_ rate: SamplingRate, of numbers: Range<UInt32>) -> [UInt32] {
        numbers.filter { rate.wants(FrameNumber($0)) }
    }

    private func overflow(_ rate: inout SamplingRate) {
        let hasChanged = rate.overflowed()
        #expect(hasChanged)
    }

    /// How many frames must find the queue empty until more are scored.
    private func calmFrames(_ rate: inout SamplingRate) -> Int? {
        for count in 1...10_000 where rate.took(behind: 0) {
            return count
        }
        return nil
    }

    @Test func itChoosesByNumberFromWhatWasAskedFor() {
        #expect(wanted(SamplingRate(least: 1), of: 0..<4) == [0, 1, 2, 3])
        #expect(wanted(SamplingRate(least: 5), of: 7..<21) == [10, 15, 20])
        #expect(SamplingRate(least: 0).every == 1)
    }

    @Test func whereThereIsNoRoomItHalvesTheChoiceAndKeepsPartsOfIt() {
        var rate = SamplingRate(least: 3)
        let before = Set(wanted(rate, of: 0..<100))
        overflow(&rate)
        #expect(rate.every == 6)
        #expect(before.isSuperset(of: wanted(rate, of: 0..<100)))
        for _ in 0..<40 {
            for _ in 0..<8 {
                _ = rate.took(behind: 7)
            }
            _ = rate.overflowed()
        }
        #expect(rate.every == 3 * 4_096)
        let isStill = !rate.overflowed()
        #expect(isStill)
        #expect(rate.most == rate.every)
    }

    @Test func oneHiccupMakesItSparserOnce() {
        var rate = SamplingRate(least: 1)
        overflow(&rate)
        for _ in 0..<100 {
            _ = rate.overflowed()
        }
        #expect(rate.every == 2)
        for _ in 0..<7 {
            _ = rate.took(behind: 7)
        }
        let tooSoon = rate.overflowed()
        #expect(!tooSoon)
        _ = rate.took(behind: 7)
        overflow(&rate)
        #expect(rate.every == 4)
    }

    @Test func calmBringsItBackAndEachRelapseTakesMorePatience() {
        var rate = SamplingRate(least: 1)
        overflow(&rate)
        #expect(calmFrames(&rate) == 128)
        #expect(rate.every == 1)
        #expect(rate.most == 2)
        overflow(&rate)
        for _ in 0..<1_000 {
            let isCalm = rate.took(behind: 1)
            #expect(!isCalm)
        }
        #expect(rate.every == 2)
        #expect(calmFrames(&rate) == 1)
        overflow(&rate)
        #expect(calmFrames(&rate) == 512)
        #expect(calmFrames(&rate) == nil)
    }
}
