/// Why a run's numbers may mislead, and what helps.
public struct RunWarning: Hashable, Sendable, Codable {
    /// The kinds of warning.
    public enum Code: String, Hashable, Sendable, CaseIterable, Codable {
        /// Too few values for intervals.
        case fewSamples = "few_samples"
        /// Nothing is known of the offset between the clocks.
        case clockUnknown = "clock_unknown"
        /// A clock was stepped during the run.
        case clockStep = "clock_step"
        /// The clock's error bound is above 10 % of the median delay.
        case clockBoundLarge = "clock_bound_large"
        /// Under 99 % of the marks were read.
        case marksUnread = "marks_unread"
        /// The decode queue grew.
        case receiverOverloaded = "receiver_overloaded"
        /// Frames were begun more than half a period late.
        case streamerOverloaded = "streamer_overloaded"
        /// The receiving side held frames back.
        case heldBackFrames = "held_back_frames"
        /// Frames are missing in a regular pattern.
        case rateConverted = "rate_converted"
        /// The picture's size changed midway.
        case resolutionChanged = "resolution_changed"
        /// Frames were decoded before they were stamped, as the clocks say.
        case negativeDelay = "negative_delay"
        /// Some delays are known only from below.
        case censored
        /// Access units above 65,000 bytes.
        case oversizeAccessUnits = "oversize_access_units"
        /// No reference to score quality against.
        case noReference = "no_reference"
        /// Quality was scored on synthetic content.
        case syntheticContent = "synthetic_content"
        /// CPU and memory settings were recorded, not enforced.
        case cpuMemoryNotEnforced = "cpu_memory_not_enforced"
        /// Media came past the link that was put before it.
        case linkBypassed = "link_bypassed"
        /// A few values lie far from all others.
        case outliers
    }

    /// What kind.
    public var code: Code
    /// What is the matter, with its figure.
    public var text: String
    /// What helps.
    public var remedy: String

    /// Makes a warning.
    public init(code: Code, text: String, remedy: String) {
        self.code = code
        self.text = text
        self.remedy = remedy
    }
}
