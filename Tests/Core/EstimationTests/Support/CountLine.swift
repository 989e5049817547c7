import LabModel

extension Summary.Frames {
    /// The counts that are not zero, by name and in a fixed order, for comparing at one glance.
    var line: String {
        let counts: [(String, Int?)] = [
            ("expected", expected), ("decoded", decoded), ("marked", marked), ("filled", filled),
            ("dropped", dropped), ("duplicated", duplicated), ("repeated", repeated), ("out_of_order", outOfOrder),
            ("unreadable", unreadable), ("unresolved", unresolved), ("backlog", backlog), ("negative", negativeDelay),
        ]
        return counts.filter { $0.1 != 0 }.map { "\($0.0) \($0.1.map(String.init) ?? "null")" }.joined(separator: " ")
    }
}
