/// How many digits behind the point numbers that are told together are worth.
public enum ToldDigits {
    /// The most digits.
    private static let limit = 6
    /// What is smaller than this part of the largest is zero but for the computer's rounding.
    private static let rounding = 1e-9

    /// Two significant digits for the smallest number that is not zero.
    /// - Parameter told: The numbers, in one unit; nil for those not known.
    /// - Returns: From 0 to 6.
    public static func count(telling told: [Double?]) -> Int {
        let sizes = told.compactMap { $0.map(abs) }.filter(\.isFinite)
        let largest = sizes.max() ?? 0
        guard let least = sizes.filter({ $0 > largest * rounding }).min() else { return 0 }
        var (digits, size) = (0, least)
        // 9.95 shows as 10 already.
        while size < 9.95, digits < limit {
            size *= 10
            digits += 1
        }
        return digits
    }
}
