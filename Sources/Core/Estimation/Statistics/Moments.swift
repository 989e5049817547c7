/// Mean and spread, in two passes, so that large means cost no digits.
enum Moments {
    /// The arithmetic mean; nil for no values.
    static func mean(_ values: [Double]) -> Double? {
        guard let first = values.first else { return nil }
        let shifted = values.reduce(0) { $0 + ($1 - first) }
        return first + shifted / Double(values.count)
    }

    /// The standard deviation with n − 1 below the line; nil for fewer than two values.
    static func standardDeviation(_ values: [Double]) -> Double? {
        guard values.count > 1, let mean = mean(values) else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }
}
