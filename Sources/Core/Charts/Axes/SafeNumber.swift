/// Numbers that can be drawn.
enum SafeNumber {
    /// The largest magnitude that an axis can show.
    static func limit(_ scale: ChartAxis.Scale) -> Double {
        // Of times what fits into nanoseconds of 64 bits.
        scale == .time ? 9e9 : 1e300
    }

    /// The number, or nil where the axis cannot show it; what is too small to reckon with is 0.
    static func checked(_ value: Double?, on axis: ChartAxis) -> Double? {
        guard let value, value.magnitude <= limit(axis.scale) else { return nil }
        return value.magnitude < 1e-290 ? 0 : value
    }
}
