public import Estimation
public import LabModel

/// How far a run has come, for a progress line.
public struct ReceiveProgress: Sendable {
    /// What is being waited for.
    public enum Stage: Sendable, Equatable {
        /// The first picture.
        case connecting
        /// The first readable mark.
        case searching
        /// The asked duration.
        case measuring
        /// Frames sent before the end.
        case draining
        /// The first mark of a fresh join, the run itself being the first.
        case joining(number: Int, of: Int)
        /// Scores of the pictures of a run that is over.
        case scoring
    }

    /// What is being waited for.
    public var stage: Stage
    /// Time since the first marked picture; zero before it.
    public var elapsed: Latency
    /// How long will be measured; nil when nothing says it.
    public var total: Latency?
    /// What was counted so far.
    public var tally: LiveTally
    /// Every how many frames one is scored; nil where quality was not asked for or cannot be had.
    public var scoredEvery: Int?
}
