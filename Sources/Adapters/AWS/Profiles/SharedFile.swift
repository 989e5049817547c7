import LabModel

/// One of the two files that AWS's own tools share: `config` or `credentials`.
struct SharedFile: Hashable, Sendable {
    /// Which of them it is: their headings differ.
    enum Kind: Hashable, Sendable {
        /// `[profile NAME]`, `[services NAME]` and others.
        case config
        /// `[NAME]`.
        case credentials
    }

    /// What stands below one heading, with all of its repetitions.
    struct Section: Hashable, Sendable {
        /// The last value of each key, by lower-case keys.
        var values: [String: String] = [:]
        /// The values that stand indented below a key of no value, such as those of a service.
        var nested: [String: [String: String]] = [:]
    }

    /// By name.
    var profiles: [String: Section] = [:]
    /// By name; of `config` alone.
    var services: [String: Section] = [:]

    /// The longest file that is read.
    static let longest = ByteCount(1 << 20)
}
