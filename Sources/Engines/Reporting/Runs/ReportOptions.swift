public import Estimation

/// What a person chose about a report.
public struct ReportOptions: Sendable {
    /// What stands above it; nil for words made of what is compared.
    public var title: String?
    /// Whether runs that received pictures of different sizes are compared too.
    public var allowsDifferentSizes = false
    /// By which number pairs are compared; nil for the one that ranks.
    public var figure: FigurePath?
    /// So many runs are told one by one at most, 1 or more.
    ///
    /// The others are in all numbers of what they are compared as.
    public var runsInDetail = 12
    /// How many viewers share the cost of sending; 1 or more, and 1 as measured.
    public var viewers = 1
    /// Where resampling begins.
    public var seed: UInt64 = EstimationOptions().seed

    /// Makes the default choices.
    public init() {}
}
