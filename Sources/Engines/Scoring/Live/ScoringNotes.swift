internal import Synchronization

/// Says what happens while pictures are scored: much of it once only, however often it happens.
final class ScoringNotes: Sendable {
    private let said = Mutex<Set<String>>([])
    private let tell: @Sendable (_ code: String, _ text: String) -> Void

    init(_ tell: @escaping @Sendable (_ code: String, _ text: String) -> Void) {
        self.tell = tell
    }

    func callAsFunction(_ code: String, _ text: String) {
        tell(code, text)
    }

    /// Says the first of each code.
    func once(_ code: String, _ text: String) {
        if said.withLock({ $0.insert(code).inserted }) {
            tell(code, text)
        }
    }
}
