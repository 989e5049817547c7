/// What a person may choose about a comparison.
public struct ComparisonOptions: Sendable {
    /// By which number; nil for signal delay's 95th percentile, or the operating delay where a stream is segmented.
    public var path: FigurePath?
    /// What the second set has to meet, at most 100.
    public var gates: [Gate] = []
    /// The difference that runs should be able to show, in the number's unit, above 0; nil for about a tenth.
    public var showing: Double?
    /// Whether runs may have received pictures of different sizes; otherwise such runs are not compared.
    public var allowsDifferentSizes = false
    /// Whether a person said whose runs to take.
    public var areProvidersNamed = false
    /// Whether sentences call the sets by their names, instead of A and B.
    public var callsSetsByName = false
    /// Where resampling begins.
    public var seed: UInt64 = EstimationOptions().seed

    /// Makes the default options.
    public init() {}
}
