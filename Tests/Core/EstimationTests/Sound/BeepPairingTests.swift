import Estimation
import LabModel
import LabTesting
import Testing

@Suite struct BeepPairingTests {
    /// Frames at 25 a second, with the beeps of their scheme so much earlier than they.
    private func run(
        frames: Range<Int>,
        early: Double,
        isLost: (Int) -> Bool = { _ in false },
        tone: (Int) -> Int? = { BeepScheme.tone(of: FrameNumber(UInt32($0)), spacing: 32) }
    ) -> [AVOffset] {
        var pairing = BeepPairing()
        var pairs: [AVOffset] = []
        for number in frames {
            let time = Latency.seconds(Double(number) / 25)
            if let tone = tone(number) {
                pairs += pairing.heard(HeardBeep(tone: tone, onset: time - .seconds(early)))
            }
            if !isLost(number) {
                pairs += pairing.saw(
                    FrameNumber(UInt32(number)),
                    at: time,
                    decoded: WallTime(nanoseconds: Int64(number))
                )
            }
        }
        return pairs
    }

    @Test(arguments: [0.0, 0.04, -0.04, 0.12, -0.12, 1.0, -1.0, 2.9, -2.9])
    func theOffsetIsThatOfTheRightSecond(early: Double) {
        let pairs = run(frames: 0..<400, early: early)
        #expect(pairs.count >= 10)
        for pair in pairs {
            #expect(abs(pair.offset.seconds - early) < 1e-6)
            #expect(pair.number.rawValue.isMultiple(of: 32))
        }
        #expect(Set(pairs.map(\.number)).count == pairs.count)
    }

    @Test func aLostPictureLosesItsPairAlone() {
        let pairs = run(frames: 0..<400, early: 0.04) { $0 == 192 }
        #expect(pairs.count >= 12)
        #expect(!pairs.contains { $0.number == 192 })
        #expect(pairs.allSatisfy { abs($0.offset.seconds - 0.04) < 1e-6 })
    }

    @Test func beepsThatDoNotFollowThePicturesArePairedWithNone() {
        #expect(run(frames: 0..<600, early: 0, tone: { $0 % 32 == 0 ? 0 : nil }).isEmpty)
        #expect(run(frames: 0..<600, early: 0, tone: { $0 % 32 == 0 ? 7 - $0 / 32 % 8 : nil }).isEmpty)
        #expect(run(frames: 0..<600, early: 0, tone: { _ in nil }).isEmpty)
    }

    @Test func beepsAtRandomArePairedWithNone() {
        var generator = SeededGenerator(seed: 9)
        var pairing = BeepPairing()
        for number in 0..<3_000 {
            let time = Latency.seconds(Double(number) / 25)
            #expect(pairing.saw(FrameNumber(UInt32(number)), at: time, decoded: WallTime(nanoseconds: 0)).isEmpty)
            if number.isMultiple(of: 20) {
                let onset = time + .seconds(Double.random(in: -0.5...0.5, using: &generator))
                let tone = Int.random(in: 0..<8, using: &generator)
                #expect(pairing.heard(HeardBeep(tone: tone, onset: onset)).isEmpty)
            }
        }
    }

    /// A streamer that cannot keep up leaves ticks out: of numbers there is no hole, of times there are many.
    @Test(arguments: [0.02, 0.1, 0.25])
    func ticksThatAreLeftOutMakeNoWrongOffset(share: Double) {
        for seed in 1...20 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var pairing = BeepPairing()
            var pairs: [AVOffset] = []
            var tick = 0
            for number in 0..<500 {
                let time = Latency.seconds(Double(tick) / 25)
                if let tone = BeepScheme.tone(of: FrameNumber(UInt32(number)), spacing: 32) {
                    pairs += pairing.heard(HeardBeep(tone: tone, onset: time))
                }
                pairs += pairing.saw(FrameNumber(UInt32(number)), at: time, decoded: WallTime(nanoseconds: 0))
                tick += 1
                while Double.random(in: 0..<1, using: &generator) < share {
                    tick += 1
                }
            }
            #expect(pairs.count >= 12)
            #expect(pairs.allSatisfy { $0.offset.nanoseconds == 0 })
        }
    }

    /// Whatever number of frames from beep to beep a receiver may take for true, a false one proves nothing.
    @Test(arguments: [8, 16, 24, 25, 28, 30, 31, 33, 36, 64])
    func anotherSpacingIsNotProven(spacing: Int) {
        var pairing = BeepPairing()
        for number in 0..<900 {
            // So many frames a second that the receiver expects 32 from beep to beep.
            let time = Latency.seconds(Double(number) / 30)
            if let tone = BeepScheme.tone(of: FrameNumber(UInt32(number)), spacing: spacing) {
                #expect(pairing.heard(HeardBeep(tone: tone, onset: time)).isEmpty)
            }
            #expect(pairing.saw(FrameNumber(UInt32(number)), at: time, decoded: WallTime(nanoseconds: 0)).isEmpty)
        }
    }

    @Test func twoBeepsAreNoProof() {
        #expect(run(frames: 10..<80, early: 0).isEmpty)
        #expect(run(frames: 10..<110, early: 0).map(\.number) == [32, 64, 96])
    }

    @Test func aNewTimeLineBeginsAnew() {
        var pairing = BeepPairing()
        var pairs: [AVOffset] = []
        for (start, base) in [(0, 0.0), (0, 500.0)] {
            for number in start..<110 {
                let time = Latency.seconds(base + Double(number) / 25)
                pairs += pairing.saw(FrameNumber(UInt32(number)), at: time, decoded: WallTime(nanoseconds: 0))
                if let tone = BeepScheme.tone(of: FrameNumber(UInt32(number)), spacing: 32) {
                    pairs += pairing.heard(HeardBeep(tone: tone, onset: time))
                }
            }
        }
        #expect(
            pairs.map(\.number) == [0, 32, 64, 96, 0, 32, 64, 96] || pairs.map(\.number) == [0, 32, 64, 96, 32, 64, 96]
        )
        #expect(pairs.allSatisfy { $0.offset.nanoseconds == 0 })
    }
}
