/// Something that a reader of a comparison must know.
public struct ComparisonNote: Hashable, Sendable, Encodable {
    /// The kinds of note.
    public enum Code: String, Hashable, Sendable, Encodable, CaseIterable {
        /// Runs were left out because their streamer was overloaded.
        case streamerOverloaded = "streamer_overloaded"
        /// Runs were left out because media came past their link.
        case linkBypassed = "link_bypassed"
        /// Runs died: a delay says nothing of what never came.
        case died
        /// Runs were interrupted, still run, or read no mark.
        case unfinished
        /// Runs lack the number.
        case missing
        /// Runs know the number only from below.
        case lowerBound = "lower_bound"
        /// The clocks' error is not known.
        case clockUnknown = "clock_unknown"
        /// A clock was stepped during runs.
        case clockStep = "clock_step"
        /// Runs received pictures of different sizes.
        case differentSizes = "different_sizes"
        /// A set has runs of fewer than 4 measurements.
        case fewRuns = "few_runs"
        /// A set has runs of the same measurement, which count as one.
        case sameMeasurement = "same_measurement"
        /// A set has runs of different providers.
        case mixedProviders = "mixed_providers"
        /// Whose runs each set has, where nobody named a provider.
        case providers
        /// A run stands in both sets.
        case sharedRuns = "shared_runs"
    }

    /// What kind.
    public let code: Code
    /// What is the matter, as a sentence.
    public let text: String
}
