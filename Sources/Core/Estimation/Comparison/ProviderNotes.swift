/// What a reader must know of whose runs are compared, and of runs that were measured at the same time.
struct ProviderNotes {
    private let sets: [(letter: String, set: ComparedSet)]
    private let areNamed: Bool

    /// So many names of providers are listed.
    private static let limit = 8

    /// - Parameters:
    ///   - a: the baseline.
    ///   - b: the other set.
    ///   - areNamed: whether a person said whose runs to take.
    ///   - called: what the sets are called.
    init(_ a: ComparedSet, _ b: ComparedSet, areNamed: Bool, called: SetLetters = SetLetters()) {
        sets = [(called.a, a), (called.b, b)]
        self.areNamed = areNamed
    }

    /// The notes; none where each run is a measurement of its own and all are of one provider.
    var notes: [ComparisonNote] {
        mixed + same + whose
    }

    private var mixed: [ComparisonNote] {
        sets.filter(\.set.mixesProviders).map { letter, set in
            let text =
                "\(letter) mixes runs of \(set.providers.count) providers (\(Self.list(set.providers))), and their mean is "
                + "none's: --provider takes those of one."
            return ComparisonNote(code: .mixedProviders, text: text)
        }
    }

    private var same: [ComparisonNote] {
        sets.filter { $0.set.measurements < $0.set.runs.count }.map { letter, set in
            let text =
                "\(letter)'s \(set.runs.count) runs come from \(Figures.count(set.measurements, "measurement")): those "
                + "measured at the same time saw the same stream, and count as one."
            return ComparisonNote(code: .sameMeasurement, text: text)
        }
    }

    /// An id stands for its latest attempt, which may be any of the providers that were measured under it.
    private var whose: [ComparisonNote] {
        let (a, b) = (sets[0].set, sets[1].set)
        guard !areNamed, !a.mixesProviders, !b.mixesProviders, let one = a.providers.first,
            let other = b.providers.first
        else { return [] }
        guard one != other || a.hasGroups || b.hasGroups else { return [] }
        let text =
            "\(sets[0].letter) is of provider \(one), \(sets[1].letter) of \(other): --provider chooses whose runs are taken."
        return [ComparisonNote(code: .providers, text: text)]
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(limit).joined(separator: ", ") + (names.count > limit ? ", …" : "")
    }
}
