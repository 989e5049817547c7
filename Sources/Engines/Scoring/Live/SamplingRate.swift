internal import LabModel

/// Of how many frames one is scored: as few as asked for, and more frames are passed over while scoring cannot keep up.
///
/// Frames are chosen by number, and the rate only doubles and halves: every frame of a sparser choice is one of each
/// denser choice too.
struct SamplingRate {
    /// Every how many frames one is scored now.
    private(set) var every: Int
    /// The most that it ever was.
    private(set) var most: Int

    private let least: Int
    /// Frames that found room since the choice changed.
    private var calm = 0
    /// Frames that found room since the choice became sparser.
    private var taken = settling
    /// How many of them it takes to score more frames again; doubles each time that was too many.
    private var patience = 64

    /// How much sparser than asked for the choice can become.
    private static let limit = 4_096
    /// How many frames must find room before no room means that the choice is still too dense: a queue full of them.
    ///
    /// One hiccup makes it sparser once.
    private static let settling = 8
    private static let longestPatience = 65_536

    /// - Parameter least: what was asked for, at least 1.
    init(least: Int) {
        self.least = max(1, least)
        every = self.least
        most = self.least
    }

    /// Whether a frame is one to score.
    func wants(_ number: FrameNumber) -> Bool {
        Int(number.rawValue).isMultiple(of: every)
    }

    /// A frame that was to be scored found no room.
    /// - Returns: whether fewer are scored from here on.
    mutating func overflowed() -> Bool {
        calm = 0
        guard taken >= Self.settling, every < least * Self.limit else { return false }
        taken = 0
        every *= 2
        most = max(most, every)
        patience = min(patience * 2, Self.longestPatience)
        return true
    }

    /// A frame found room, behind so many others.
    /// - Returns: whether more are scored from here on.
    mutating func took(behind depth: Int) -> Bool {
        calm += 1
        taken = min(taken + 1, Self.settling)
        // Segments come in bursts: that the first frame of one finds nothing left of the last one is all the calm there is.
        guard calm >= patience, depth == 0, every > least else { return false }
        calm = 0
        every /= 2
        return true
    }
}
