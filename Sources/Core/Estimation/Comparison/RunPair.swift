import LabModel

/// Two sets of runs without those that take no part, and what there is to say about them.
struct RunPair {
    let first: RunSet
    let second: RunSet
    /// Runs left out because their streamer was overloaded.
    let overloaded: (first: Int, second: Int)
    /// Runs left out because media came past their link.
    let bypassed: (first: Int, second: Int)
    /// Runs that stand in both sets.
    let shared: Int
    /// Whether runs may have received pictures of different sizes.
    let allowsDifferentSizes: Bool

    init(_ first: RunSet, _ second: RunSet, allowsDifferentSizes: Bool) {
        self.allowsDifferentSizes = allowsDifferentSizes
        self.first = first.without { $0.isOverloaded || $0.hasBypassedLink }
        self.second = second.without { $0.isOverloaded || $0.hasBypassedLink }
        overloaded = (first.runs.count(where: \.isOverloaded), second.runs.count(where: \.isOverloaded))
        bypassed = (first.runs.count(where: \.hasBypassedLink), second.runs.count(where: \.hasBypassedLink))
        let known = Set(first.runs.map(\.run.uuid))
        shared = second.runs.count { known.contains($0.run.uuid) }
    }

    /// Runs whose stream stopped before its time.
    var died: (first: Int, second: Int) {
        (first.died + first.runs.count(where: \.hasDied), second.died + second.runs.count(where: \.hasDied))
    }

    /// Runs that came to no end of their own: they keep a gate from passing.
    var unfinished: (first: Int, second: Int) {
        (
            first.unfinished + first.runs.count(where: \.isUnfinished),
            second.unfinished + second.runs.count(where: \.isUnfinished)
        )
    }

    /// What keeps both sets from being compared, if it does: sizes that differ.
    var refusedSizes: SizeMismatch? {
        allowsDifferentSizes ? nil : SizeMismatch(first.runs + second.runs)
    }

    /// The same of the second set alone.
    var refusedSizesOfSecond: SizeMismatch? {
        allowsDifferentSizes ? nil : SizeMismatch(second.runs)
    }

    func compared(by path: FigurePath) throws -> (ComparedSet, ComparedSet) {
        let isShared = Summary.Clock.isShared(first.runs, second.runs)
        return (
            try ComparedSet(first, path: path, hasSharedClock: isShared),
            try ComparedSet(second, path: path, hasSharedClock: isShared)
        )
    }

    /// What a reader must know, those first that weigh most.
    func notes(
        path: FigurePath,
        _ a: ComparedSet,
        _ b: ComparedSet,
        called: SetLetters = SetLetters()
    ) -> [ComparisonNote] {
        let counted: [(ComparisonNote.Code, (Int, Int), String)] = [
            (.sharedRuns, (0, shared), "stand in \(called.a) too: a run cannot be compared with itself"),
            (.died, died, "died, and rank behind all that lived: a delay says nothing of what never came"),
            (.unfinished, unfinished, "did not finish: interrupted, still being measured, or without a mark"),
            (.missing, (a.missing, b.missing), "lack \(path)"),
            (.streamerOverloaded, overloaded, "left out: the streamer was overloaded"),
            (.linkBypassed, bypassed, "left out: media came past the link"),
            (
                .lowerBound, (a.runs.count(where: \.isLowerBound), b.runs.count(where: \.isLowerBound)),
                "know \(path) only from below"
            ),
            (.clockUnknown, (a.unknownClocks, b.unknownClocks), "do not know their clocks' error"),
            (.clockStep, steps(path), "saw a clock step: nobody knows the bound of frames near it"),
        ]
        var notes: [ComparisonNote] = []
        for (code, counts, text) in counted where counts != (0, 0) {
            notes.append(ComparisonNote(code: code, text: Self.sentence(counts, text, called)))
        }
        if let text = sizes {
            notes.append(ComparisonNote(code: .differentSizes, text: text))
        }
        if min(a.runs.count, b.runs.count) < BetweenRuns.neededRuns {
            let text =
                "\(called.a) has \(Figures.count(a.runs.count, "run")), \(called.b) \(b.runs.count): fewer than "
                + "\(BetweenRuns.neededRuns) a side say nothing about other runs."
            notes.append(ComparisonNote(code: .fewRuns, text: text))
        }
        return notes
    }

    private func steps(_ path: FigurePath) -> (Int, Int) {
        guard path.standsOnClock else { return (0, 0) }
        return (first.runs.count { $0.clock.steps > 0 }, second.runs.count { $0.clock.steps > 0 })
    }

    private var sizes: String? {
        guard let mismatch = SizeMismatch(first.runs + second.runs) else { return nil }
        let ending =
            allowsDifferentSizes ? "the difference is not the way's alone" : "--mixed compares them all the same"
        return "\(mismatch.text.prefix(1).uppercased())\(mismatch.text.dropFirst()): \(ending)."
    }

    private static func sentence(_ counts: (Int, Int), _ text: String, _ called: SetLetters) -> String {
        let parts = [(counts.0, called.a), (counts.1, called.b)].filter { $0.0 > 0 }.map {
            "\(Figures.count($0.0, "run")) of \($0.1)"
        }
        return parts.joined(separator: " and ") + " \(text)."
    }
}

extension ComparedSet {
    /// How many runs do not know how far their clocks may be off.
    var unknownClocks: Int {
        runs.count { $0.clockBoundMs == nil }
    }
}

extension RunSet {
    /// The set without some runs.
    fileprivate func without(_ isLeftOut: (Summary) -> Bool) -> RunSet {
        var rest = self
        rest.runs.removeAll(where: isLeftOut)
        return rest
    }
}

extension Summary {
    /// Whether the streamer was overloaded, so that the run stands in no order.
    var isOverloaded: Bool {
        warnings.contains { $0.code == .streamerOverloaded }
    }

    /// Whether media came past the run's link, so that the run says nothing of that link.
    var hasBypassedLink: Bool {
        warnings.contains { $0.code == .linkBypassed }
    }

    /// Whether the run was interrupted or read no mark, and its stream did not die.
    var isUnfinished: Bool {
        (run.endReason == .interrupted || run.endReason == .noMark) && !hasDied
    }

    /// Whether the stream stopped before its time.
    var hasDied: Bool {
        RunStanding(self, key: .signalDelay).hasDied
    }
}
