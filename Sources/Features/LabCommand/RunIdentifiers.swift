public import LabModel

/// Names of runs and tasks that their users gave no name.
public enum RunIdentifiers {
    /// An id such as `receiver-20261121T032815Z-1a2b`.
    ///
    /// - Parameters:
    ///   - command: the executable's name.
    ///   - instant: when the run begins.
    ///   - generator: where the last four digits come from.
    /// - Returns: the id, without `@`.
    public static func id(
        command: String,
        at instant: WallTime,
        using generator: inout some RandomNumberGenerator
    ) -> String {
        let digits = String(UInt16.random(in: 0 ... .max, using: &generator), radix: 16)
        return "\(command)-\(instant.compactISO8601)-" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
