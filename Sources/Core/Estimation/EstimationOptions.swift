public import LabModel

/// What a person may choose about a summary.
public struct EstimationOptions: Sendable {
    /// How long each stretch of `frame_rate.periods` lasts, above zero; 10 s unless told.
    public var period: Latency = .seconds(10)

    /// How fast the offset between the clocks may change, 1 being a second a second: ρ, 200 ppm unless told.
    public var driftLimit = ClockFit.driftLimit

    /// Where the resampling behind the 95 % intervals begins: the same trace and seed give the same intervals.
    public var seed: UInt64 = 0x676C_6173_736C_6162

    /// Makes the default options.
    public init() {}
}
