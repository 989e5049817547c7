import LabModel
import Testing

@Suite struct BeepSchemeTests {
    @Test(arguments: [
        (25.0, 32), (30_000.0 / 1_001, 32), (24_000.0 / 1_001, 32), (59.94, 64), (50, 64), (72, 128), (120, 128),
        (144, 256),
        (12.5, 16), (5, 8), (1, 1), (0.5, 1), (0.1, 1), (.infinity, 1), (.nan, 1), (1_000, 1_024), (1e300, 131_072),
    ])
    func aBeepComesAboutOnceASecond(rate: Double, spacing: Int) {
        #expect(BeepScheme.spacing(framesPerSecond: rate) == spacing)
    }

    /// A measured rate may be a twentieth off, and ticks that are left out make it look lower.
    @Test(arguments: [15.0, 24, 25, 30, 48, 50, 60, 72, 120, 144])
    func aMeasuredRateGivesTheSameNumber(rate: Double) {
        let spacing = BeepScheme.spacing(framesPerSecond: rate)
        for factor in [0.94, 0.97, 1.03, 1.06] {
            #expect(BeepScheme.spacing(framesPerSecond: rate * factor) == spacing)
        }
        #expect((0.9...2).contains(Double(spacing) / rate))
    }

    @Test func eightTonesTakeTurns() {
        let tones = (0..<10).map { BeepScheme.tone(of: FrameNumber(UInt32($0 * 25)), spacing: 25) }
        #expect(tones == [0, 1, 2, 3, 4, 5, 6, 7, 0, 1])
        #expect(BeepScheme.tone(of: 24, spacing: 25) == nil)
        #expect(BeepScheme.tone(of: 24, spacing: 0) == nil)
    }

    @Test func aBeepHoldsWholePeriods() {
        for tone in 0..<BeepScheme.tones {
            let periods = BeepScheme.frequency(ofTone: tone) * BeepScheme.length.seconds
            #expect(abs(periods - periods.rounded()) < 1e-9)
        }
        #expect(BeepScheme.frequency(ofTone: 7) == 3_800)
    }
}
