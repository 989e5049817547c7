/// Percentiles by linear interpolation between the two nearest ranks, as NumPy's default does.
public enum Percentile {
    /// The value below which a share of the values lies.
    /// - Parameters:
    ///   - values: In ascending order.
    ///   - share: From 0 to 1.
    /// - Returns: Nil where there are no values.
    public static func of(sorted values: [Double], _ share: Double) -> Double? {
        guard let last = values.last else { return nil }
        let position = share * Double(values.count - 1)
        let lower = Int(position)
        guard lower + 1 < values.count else { return last }
        let (low, high) = (values[lower], values[lower + 1])
        let fraction = position - Double(lower)
        // Nothing of the higher rank takes part where the share meets the lower one: it may be infinite.
        return fraction > 0 ? low + (high - low) * fraction : low
    }
}
