import Foundation

/// Points as far from each other in proportion.
enum LogGrid {
    /// How many points a curve has.
    static let count = 32

    /// The points of a curve, both ends among them, rounded to whole numbers.
    /// - Parameters:
    ///   - low: Above 0.
    ///   - high: At least `low`.
    /// - Returns: Ascending.
    static func points(from low: Int64, to high: Int64) -> [Int64] {
        let ratio = Double(high) / Double(low)
        return (0..<count).map { index in
            guard index < count - 1 else { return high }
            let point = Double(low) * pow(ratio, Double(index) / Double(count - 1))
            return min(high, Int64(point.rounded()))
        }
    }
}
