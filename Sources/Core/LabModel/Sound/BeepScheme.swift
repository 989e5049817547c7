/// What a streamer's beeps say: how often they come, how long they last, and which of eight tones belongs to which frame.
///
/// A beep begins at the presentation time of every frame whose number is a multiple of the spacing. Its tone tells it from
/// its seven neighbours on either side, so that sound that is a second late is not taken for sound that is in time.
public enum BeepScheme {
    /// How many tones there are.
    public static let tones = 8
    /// How long a beep lasts; a whole number of periods of every tone.
    public static let length = Latency.milliseconds(80)

    /// Hertz of a tone from 0 to 7: 1,000 to 3,800 in steps of 400.
    public static func frequency(ofTone tone: Int) -> Double {
        1_000 + 400 * Double(tone)
    }

    /// Frames from beep to beep: the least power of two that is not below nineteen twentieths of the frames in a second.
    ///
    /// So a receiver, which knows only a measured rate, finds the same number though ticks were left out: at the usual
    /// rates a third of them may be, and nothing but double or half of the number can be mistaken for it, which no three
    /// beeps in a row agree with.
    /// - Parameter framesPerSecond: the nominal rate, above 0.
    /// - Returns: the frames; 1 where the rate is no number.
    public static func spacing(framesPerSecond: Double) -> Int {
        guard framesPerSecond.isFinite else { return 1 }
        var spacing = 1
        while Double(spacing) < 0.95 * min(framesPerSecond, 100_000) {
            spacing *= 2
        }
        return spacing
    }

    /// The tone of a frame's beep.
    /// - Parameters:
    ///   - number: the frame's number.
    ///   - spacing: frames from beep to beep, at least 1.
    /// - Returns: nil where the frame has no beep.
    public static func tone(of number: FrameNumber, spacing: Int) -> Int? {
        let value = Int(number.rawValue)
        guard spacing > 0, value.isMultiple(of: spacing) else { return nil }
        return value / spacing % tones
    }
}
