import Foundation
public import LabModel

/// The sound of a stream: silence, and a beep from the presentation time of every frame that has one.
///
/// A function of the ticks and numbers of the frames. What a frame sounds like is known only once the frame is, because a
/// tick may be left out; so the sound is made up to the end of the newest frame, a stretch at a time, without a hole.
public struct BeepTrack: Sendable {
    /// Samples a second; one channel.
    public static let sampleRate = 48_000
    /// The height of a beep, of 1.
    public static let amplitude: Float = 0.5
    /// No call makes more samples than ten seconds of them; the next ones catch up.
    static let longestStretch = 10 * sampleRate

    /// The sample that comes next, counted from media time 0.
    public private(set) var position: Int64

    private struct Beep {
        /// Where it begins, in samples from media time 0; between samples where the frame is.
        var onset: Double
        var tone: Int
    }

    private let rate: FrameRate
    private let spacing: Int
    private var beeps: [Beep] = []

    /// Begins at a frame.
    /// - Parameters:
    ///   - rate: the stream's frame rate.
    ///   - firstTick: the first frame's presentation time in frame periods.
    public init(rate: FrameRate, firstTick: Int64) {
        self.rate = rate
        spacing = BeepScheme.spacing(framesPerSecond: rate.framesPerSecond)
        position = 0
        position = Int64(onset(of: firstTick).rounded(.up))
    }

    /// Makes the sound up to a frame's end.
    /// - Parameters:
    ///   - number: the frame's number.
    ///   - tick: its presentation time in frame periods, above that of the frame before.
    /// - Returns: samples from −1 to 1, from where the last call ended.
    public mutating func samples(through number: FrameNumber, tick: Int64) -> [Float] {
        if let tone = BeepScheme.tone(of: number, spacing: spacing) {
            beeps.append(Beep(onset: onset(of: tick), tone: tone))
        }
        let end = Int64(onset(of: tick + 1).rounded(.up))
        let count = Int(min(max(0, end - position), Int64(Self.longestStretch)))
        var samples = [Float](repeating: 0, count: count)
        for beep in beeps {
            add(beep, to: &samples)
        }
        position += Int64(count)
        beeps.removeAll { $0.onset + Self.length <= Double(position) }
        return samples
    }

    private static let length = BeepScheme.length.seconds * Double(sampleRate)

    private func onset(of tick: Int64) -> Double {
        Double(tick) * Double(Self.sampleRate) * Double(rate.denominator) / Double(rate.numerator)
    }

    private func add(_ beep: Beep, to samples: inout [Float]) {
        let first = max(0, (beep.onset - Double(position)).rounded(.up))
        let last = min(Double(samples.count), (beep.onset + Self.length - Double(position)).rounded(.up))
        guard first < last else { return }
        let step = 2 * Double.pi * BeepScheme.frequency(ofTone: beep.tone) / Double(Self.sampleRate)
        for index in Int(first)..<Int(last) {
            let phase = step * (Double(position) + Double(index) - beep.onset)
            samples[index] = Self.amplitude * Float(sin(phase))
        }
    }
}
