public import LabModel

/// Counts for a progress line, kept up while a run is on: near the summary's, which alone are exact.
///
/// Its memory is constant: the last second is held in a ring of at most 1,024 pictures.
public struct LiveTally: Sendable {
    /// Pictures.
    public private(set) var decoded = 0
    /// Pictures with a readable mark of a new frame, backlog left out.
    public private(set) var marked = 0
    /// Pictures whose mark could not be read.
    public private(set) var unreadable = 0
    /// Pictures of frames stamped before join.
    public private(set) var backlog = 0

    /// Frames that nothing explained in the stretches of numbers that are over.
    private var settled = 0
    /// Gaps of the present stretch's numbers, and its unreadable pictures.
    private var (missing, hidden) = (0, 0)
    private var epoch: UInt16 = 0
    private var streamID: StreamID?
    private var highest: UInt32?
    private var recent: [Recent] = []
    private var next = 0
    private var latest: WallTime?

    private static let capacity = 1_024

    private struct Recent {
        var shown: WallTime
        var delay: Latency?
    }

    /// Makes a tally of nothing.
    public init() {}

    /// Frames that no picture explains so far.
    ///
    /// Gaps of numbers less the unreadable pictures among them, never negative; numbers of one epoch and stream are never
    /// compared with those of another.
    public var dropped: Int {
        settled + max(0, missing - hidden)
    }

    /// The median frame delay of the pictures shown in the second before the latest one; nil where none is known.
    public var recentFrameDelay: Latency? {
        let delays = lastSecond.compactMap { $0.delay?.nanoseconds }.sorted()
        guard !delays.isEmpty else { return nil }
        let low = delays[(delays.count - 1) / 2]
        let high = delays[delays.count / 2]
        return Latency(nanoseconds: low + (high - low) / 2)
    }

    /// New pictures in the second up to the latest one, at most 1,024; 0 before the first.
    public var recentFramesPerSecond: Double {
        Double(lastSecond.count)
    }

    /// Counts one sample.
    /// - Parameter sample: The next one in the order of decoding, classified.
    /// - Complexity: O(1).
    public mutating func add(_ sample: Sample) {
        guard let shown = sample.decoded else { return }
        decoded += 1
        latest = shown
        if sample.epoch != epoch {
            epoch = sample.epoch
            beginStretch()
        }
        guard let stamp = sample.stamp else {
            unreadable += 1
            // Before the first number there is no gap that it could explain.
            hidden += highest == nil ? 0 : 1
            note(Recent(shown: shown, delay: nil))
            return
        }
        let isNew = follow(stamp, isRepeated: sample.isRepeated)
        if sample.isBacklog {
            backlog += 1
        } else if isNew {
            marked += 1
            note(Recent(shown: shown, delay: sample.frameDelay))
        }
    }

    /// Follows the numbers; whether the frame counts as new.
    private mutating func follow(_ stamp: FrameStamp, isRepeated: Bool) -> Bool {
        guard !isRepeated else { return false }
        guard let number = stamp.number?.rawValue else { return true }
        guard stamp.streamID == streamID, let highest else {
            beginStretch()
            streamID = stamp.streamID
            highest = number
            return true
        }
        if number > highest {
            missing += Int(number - highest) - 1
            self.highest = number
            return true
        }
        guard missing > 0 else { return false }
        missing -= 1
        return true
    }

    private mutating func beginStretch() {
        settled = dropped
        (missing, hidden) = (0, 0)
        streamID = nil
        highest = nil
    }

    private mutating func note(_ entry: Recent) {
        if recent.count < Self.capacity {
            recent.append(entry)
        } else {
            recent[next] = entry
            next = (next + 1) % Self.capacity
        }
    }

    private var lastSecond: [Recent] {
        guard let latest else { return [] }
        return recent.filter { latest - $0.shown < .seconds(1) }
    }
}
