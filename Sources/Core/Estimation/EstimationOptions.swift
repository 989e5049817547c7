public import LabModel

/// What a person may choose about a summary.
public struct EstimationOptions: Sendable {
    /// How long each stretch of `frame_rate.periods` lasts, above zero; 10 s unless told.
    public var period: Latency = .seconds(10)

    /// Makes the default options.
    public init() {}
}
