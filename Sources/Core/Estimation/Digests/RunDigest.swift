/// What pictures of one run are drawn from, without its samples: a few kilobytes instead of megabytes.
///
/// It follows from what was observed and is never told in numbers: those come from the summary.
public struct RunDigest: Hashable, Sendable {
    /// How many stretches of time a run is cut into at most.
    public static let stretchLimit = 300
    /// How many marks of a kind are kept: the longest, or of dropped frames the largest.
    public static let markLimit = 100

    /// The delay of each frame received.
    public var frameDelay = DelayHistogram()
    /// The signal delay of each frame sent, lower bounds among them.
    public var signalDelay = DelayHistogram()
    /// How many of the signal delays are lower bounds.
    public var censored = 0
    /// The least of those lower bounds in milliseconds: above it the curve is known from below alone; nil where
    /// nothing is.
    public var leastCensoredMs: Double?
    /// Delays and dropped frames over time; none where nothing was seen.
    public var delays: [DelayStretch] = []
    /// The clock offset over time; none where nothing is known of it.
    public var clock: [ClockStretch] = []
    /// Freezes, stalls, reconnects and dropped frames, by time; what else happened stands in the summary's events.
    public var marks: [DigestMark] = []
    /// How many marks were left out because there were more than ``markLimit`` of their kind.
    public var marksLeftOut = 0

    /// Makes an empty one.
    public init() {}
}
