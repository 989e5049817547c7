import Estimation
import LabModel
import LabTesting
import Testing

@Suite struct BeepDetectorTests {
    /// Feeds sound in pieces as decoders give it.
    private func hear(_ sound: BeepSound, from start: Latency = .seconds(0), piece: Int = 1_024) -> [HeardBeep] {
        var detector = BeepDetector()
        var beeps: [HeardBeep] = []
        for first in stride(from: 0, to: sound.samples.count, by: piece) {
            let part = Array(sound.samples[first..<min(first + piece, sound.samples.count)])
            let time = start + .seconds(Double(first) / Double(sound.rate))
            beeps += detector.take(part, at: time, rate: sound.rate)
        }
        return beeps
    }

    @Test(arguments: [48_000, 44_100, 22_050])
    func everyToneIsHeardToAFractionOfAMillisecond(rate: Int) throws {
        for tone in 0..<BeepScheme.tones {
            var sound = BeepSound(seconds: 0.8, rate: rate)
            let onset = 0.3 + Double(tone) * 0.000_731
            sound.addBeep(tone, at: onset)
            let beep = try #require(hear(sound, from: .seconds(100)).first)
            #expect(beep.tone == tone)
            #expect(abs(beep.onset.seconds - 100 - onset) < 0.000_3, "\(beep.onset.seconds - 100 - onset)")
        }
    }

    @Test func oneBeepIsHeardOnceHoweverItComes() {
        for piece in [100, 1_024, 20_000] {
            var sound = BeepSound(seconds: 3)
            sound.addBeep(2, at: 0.5)
            sound.addBeep(3, at: 1.5)
            sound.addBeep(4, at: 2.5)
            #expect(hear(sound, piece: piece).map(\.tone) == [2, 3, 4])
        }
    }

    @Test func noiseBelowABeepMovesItByLessThanAMillisecond() throws {
        var generator = SeededGenerator(seed: 3)
        var sound = BeepSound(seconds: 1.5)
        sound.addBeep(5, at: 0.7)
        sound.addNoise(0.03, using: &generator)
        let beep = try #require(hear(sound).first)
        #expect(abs(beep.onset.seconds - 0.7) < 0.001)
    }

    @Test func soundOfOtherKindsIsNoBeep() {
        var generator = SeededGenerator(seed: 4)
        var noise = BeepSound(seconds: 2)
        noise.addNoise(0.5, using: &generator)
        var tone = BeepSound(seconds: 2)
        tone.add(1_000, at: 0.5, for: 1)
        var short = BeepSound(seconds: 1)
        short.add(1_400, at: 0.5, for: 0.04)
        var long = BeepSound(seconds: 1)
        long.add(1_400, at: 0.4, for: 0.12)
        var other = BeepSound(seconds: 1)
        other.add(1_100, at: 0.5)
        var chord = BeepSound(seconds: 1)
        chord.add(1_000, at: 0.5, amplitude: 0.3)
        chord.add(1_800, at: 0.5, amplitude: 0.3)
        var faint = BeepSound(seconds: 1)
        faint.add(1_000, at: 0.5, amplitude: 0.001)
        for sound in [BeepSound(seconds: 1), noise, tone, short, long, other, chord, faint] {
            #expect(hear(sound).isEmpty)
        }
    }

    @Test func musicHoldsNoBeep() {
        var generator = SeededGenerator(seed: 5)
        var music = BeepSound(seconds: 6)
        // Decaying notes with overtones, four a second, some of them the very tones of beeps.
        for step in 0..<22 {
            let base = step.isMultiple(of: 3) ? 1_000.0 : Double.random(in: 200...2_000, using: &generator)
            for overtone in 1...3 {
                music.add(
                    base * Double(overtone),
                    at: Double(step) * 0.25 + 0.1,
                    for: 0.2,
                    amplitude: 0.2 / Double(overtone)
                )
            }
        }
        #expect(hear(music).isEmpty)
    }

    @Test func aJumpOfTimeBeginsAnew() {
        var sound = BeepSound(seconds: 0.5)
        sound.addBeep(1, at: 0.2)
        var detector = BeepDetector()
        #expect(detector.take(Array(sound.samples[..<12_000]), at: .seconds(0), rate: 48_000).isEmpty)
        #expect(detector.take(Array(sound.samples[12_000...]), at: .seconds(7), rate: 48_000).isEmpty)
        #expect(detector.take(sound.samples, at: .seconds(20), rate: 48_000).count == 1)
        #expect(detector.take(sound.samples, at: .seconds(30), rate: 1).isEmpty)
        #expect(detector.take([], at: .seconds(30), rate: 48_000).isEmpty)
    }

    @Test func longSoundIsForgotten() {
        var detector = BeepDetector()
        var heard: [Latency] = []
        for second in 0..<20 {
            var sound = BeepSound(seconds: 1)
            sound.addBeep(second % 8, at: 0.5)
            heard += detector.take(sound.samples, at: .seconds(Double(second)), rate: 48_000).map(\.onset)
        }
        #expect(heard.count == 20)
        for (second, onset) in heard.enumerated() {
            #expect(abs(onset.seconds - Double(second) - 0.5) < 0.000_3)
        }
    }
}
