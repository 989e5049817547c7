/// What two sets are called in sentences.
struct SetLetters {
    /// The baseline.
    var a = "A"
    /// What is held against it.
    var b = "B"
    /// Whether sentences say what something is faster than: of letters, A and B, that is understood.
    var areNames = false

    /// ` than new`, where sets have names.
    func than(_ other: String) -> String {
        areNames ? " than \(other)" : ""
    }
}
