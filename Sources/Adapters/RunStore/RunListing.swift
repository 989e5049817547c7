public import LabModel

/// One line of a list of runs.
public struct RunListing: Hashable, Sendable {
    /// The run's identity.
    public var uuid: String
    /// The name that its user gave it.
    public var id: String
    /// Which attempt under that name, from 1.
    public var attempt: Int
    /// Its number in this file, from 0.
    public var analysisNumber: Int
    /// Which provider was under test.
    public var provider: String
    /// When it began.
    public var startedAt: WallTime
    /// How far it came.
    public var state: RunState
    /// Why it ended; nil where it was not finished.
    public var endReason: EndReason?
    /// Its key figures; nil where there is no summary.
    public var figures: Figures?

    /// The numbers of a summary that a list shows; nil where the summary says `null`.
    public struct Figures: Hashable, Sendable {
        /// How long was measured, in seconds.
        public var durationS: Double?
        /// Access units received.
        public var received: Int
        /// Frames sent that no picture explains.
        public var dropped: Int?
        /// The median frame delay in milliseconds.
        public var frameDelayP50Ms: Double?
        /// The 95th percentile of the frame delay in milliseconds.
        public var frameDelayP95Ms: Double?
        /// The 95th percentile of the signal delay in milliseconds.
        public var signalDelayP95Ms: Double?
        /// Whether ``signalDelayP95Ms`` is known only from below.
        public var isSignalDelayLowerBound = false
        /// The least delay at which a fixed player stalls at most 0.1 % of the time, in milliseconds.
        public var operatingDelayMs: Double?
        /// Whether ``operatingDelayMs`` is known only from below.
        public var isOperatingDelayLowerBound = false
        /// How far the clock offset may be off at the median, in milliseconds.
        public var clockErrorBoundMs: Double?
        /// How many warnings the summary holds.
        public var warnings: Int
    }
}
