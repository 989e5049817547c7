import LabModel

/// Words that are looked for in a list of runs.
public struct RunSearch: Hashable, Sendable {
    private let words: [String]

    /// The most words; others are not looked for.
    public static let wordLimit = 32

    /// Looks for the words of a text, with blanks between; a text without any finds all runs.
    public init(_ text: String) {
        words = text.split(whereSeparator: \.isWhitespace).prefix(Self.wordLimit).map { $0.lowercased() }
    }

    /// Whether it narrows anything.
    public var isEmpty: Bool { words.isEmpty }

    /// Whether every word stands, in any case, in a run's id with its attempt, provider, state, end or uuid.
    public func finds(_ run: RunListing) -> Bool {
        guard !words.isEmpty else { return true }
        let texts = [
            "\(run.id)@\(run.attempt)", run.provider, run.state.rawValue, run.endReason?.rawValue ?? "", run.uuid,
        ].map { $0.lowercased() }
        return words.allSatisfy { word in texts.contains { $0.contains(word) } }
    }
}
