import Content
import LabModel
import Testing

@Suite struct BeepTrackTests {
    private let rate = BeepTrack.sampleRate

    /// Where the sound first is not silence, and where it is silence again, in samples.
    private func burst(_ samples: [Float]) -> Range<Int>? {
        guard let first = samples.firstIndex(where: { $0 != 0 }),
            let last = samples.lastIndex(where: { $0 != 0 })
        else { return nil }
        return first..<last + 1
    }

    @Test func aBeepBeginsExactlyWithItsFrame() throws {
        var track = BeepTrack(rate: .usual, firstTick: 0)
        var samples: [Float] = []
        for number in 0..<50 {
            samples += track.samples(through: FrameNumber(UInt32(number)), tick: Int64(number))
        }
        #expect(samples.count == 2 * rate)
        // Frame 32 is the next with a beep. A sine begins with 0.
        let first = try #require(burst(Array(samples[..<(32 * rate / 25)])))
        let second = try #require(burst(Array(samples[(32 * rate / 25)...])))
        #expect(first.lowerBound == 1)
        #expect(second.lowerBound == 1)
        #expect(abs(first.upperBound - rate * 80 / 1_000) <= 1)
        #expect(samples.map(abs).max() ?? 0 > 0.49)
        #expect(samples.map(abs).max() ?? 1 <= 0.5)
    }

    @Test func aTickLeftOutMovesTheSoundAndNotTheNumber() throws {
        var track = BeepTrack(rate: .usual, firstTick: 0)
        var samples: [Float] = []
        for number in 0..<33 {
            samples += track.samples(
                through: FrameNumber(UInt32(number)),
                tick: Int64(number < 10 ? number : number + 3)
            )
        }
        let late = Array(samples[(32 * rate / 25)...])
        #expect(try #require(burst(late)).lowerBound == rate * 3 / 25 + 1)
    }

    @Test func theFirstFrameNeedNotBeThatOfTheFirstTick() throws {
        var track = BeepTrack(rate: .usual, firstTick: 7)
        #expect(track.position == Int64(rate * 7 / 25))
        let samples = track.samples(through: 0, tick: 7)
        #expect(samples.count == rate / 25)
        #expect(try #require(burst(samples)).lowerBound == 1)
    }

    @Test func broadcastRatesHaveNoHoleAndNoDrift() throws {
        let rate = try #require(FrameRate(numerator: 30_000, denominator: 1_001))
        var track = BeepTrack(rate: rate, firstTick: 0)
        var count: Int64 = 0
        for number in 0..<1_000 {
            #expect(track.position == count)
            count += Int64(track.samples(through: FrameNumber(UInt32(number)), tick: Int64(number)).count)
        }
        #expect(count == Int64((1_000.0 * 48_000 * 1_001 / 30_000).rounded(.up)))
    }

    @Test func aLongPauseIsMadeUpInPieces() {
        var track = BeepTrack(rate: .usual, firstTick: 0)
        _ = track.samples(through: 0, tick: 0)
        #expect(track.samples(through: 1, tick: 25 * 15).count == 10 * rate)
        #expect(track.samples(through: 2, tick: 25 * 15 + 1).count == 5 * rate + rate / 25)
    }
}
