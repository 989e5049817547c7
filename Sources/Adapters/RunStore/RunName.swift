/// What a user may call a run: `ID` or `ID@2`, or its uuid.
struct RunName: Hashable {
    var id: String
    /// Which attempt, from 1; nil for the latest complete one.
    var attempt: Int?

    /// Reads a name.
    /// - Returns: nil where it cannot name a run, such as `a@b@2` or `a@0`.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, let id = parts.first, !id.isEmpty else { return nil }
        self.id = String(id)
        if parts.count == 2 {
            guard let attempt = Int(parts[1]), attempt >= 1 else { return nil }
            self.attempt = attempt
        }
    }
}
