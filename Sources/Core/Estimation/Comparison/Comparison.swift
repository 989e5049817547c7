public import LabModel

/// Two sets of runs held against each other by one number.
public struct Comparison: Sendable, Encodable {
    /// What can be said.
    public enum Verdict: String, Hashable, Sendable, Encodable {
        /// The first set's number is lower, in other runs too.
        case firstLower = "a_lower"
        /// The second set's number is lower, in other runs too.
        case secondLower = "b_lower"
        /// The interval holds zero.
        case noDifference = "no_difference_shown"
        /// A set has fewer than 4 runs, runs of the same measurement, or runs of different providers.
        case withinRuns = "within_these_runs_only"
        /// The clocks' error is not known.
        case clockUnknown = "clock_unknown"
        /// A run died or lacks the number, a set is empty, or sizes differ that may not.
        case notComparable = "not_comparable"
    }

    /// By which number, as its path.
    public let figure: String
    /// The number's unit; nil for counts and ratios.
    @OrNull public var unit: String?
    /// Why by this number, as a sentence; nil where a person chose it.
    @OrNull public var reason: String?
    /// The first set, the baseline.
    public let a: ComparedSet
    /// The second set.
    public let b: ComparedSet
    /// B − A with its interval; nil where a set has no number, and where sizes differ that may not.
    @OrNull public var difference: Contrast?
    /// What can be said.
    public let verdict: Verdict
    /// The same as a plain sentence.
    public let sentence: String
    /// What a reader must know.
    public let notes: [ComparisonNote]
    /// How the gates ended, in the order given.
    public let gates: [GateOutcome]

    private enum CodingKeys: String, CodingKey {
        case figure, unit, reason, a, b, difference, verdict, sentence, notes, gates
    }

    /// Compares two sets.
    ///
    /// Pure: the same arguments give the same comparison. Runs whose streamer was overloaded are left out, and said so.
    /// - Parameters:
    ///   - first: A, the baseline.
    ///   - second: B.
    ///   - options: What a person may choose.
    /// - Throws: `EncodingError` or `DecodingError` for a summary with numbers that JSON cannot hold.
    public init(_ first: RunSet, _ second: RunSet, options: ComparisonOptions = .init()) throws {
        let all = first.runs + second.runs
        let key: RankingKey = all.contains(where: \.media.isSegmented) ? .operatingDelay : .signalDelay
        let usual: FigurePath = key == .operatingDelay ? .operatingDelay : .signalDelay
        let path = options.path ?? usual
        let pair = RunPair(first, second, allowsDifferentSizes: options.allowsDifferentSizes)
        (figure, unit) = (path.description, path.unit)
        reason = options.path == nil ? key.reasonToCompare : nil
        (a, b) = try pair.compared(by: path)
        let canSubtract = a.mean != nil && b.mean != nil && pair.refusedSizes == nil
        let difference = canSubtract ? Contrast(b, minus: a, seed: options.seed) : nil
        self.difference = difference
        verdict = Self.verdict(difference, pair, a, b)
        let called = options.callsSetsByName ? SetLetters(a: a.name, b: b.name, areNames: true) : SetLetters()
        var sentence = ComparisonSentence(path: path, a: a, b: b, pair: pair, showing: options.showing)
        sentence.called = called
        self.sentence = sentence.text(verdict, difference)
        notes =
            pair.notes(path: path, a, b, called: called)
            + ProviderNotes(a, b, areNamed: options.areProvidersNamed, called: called).notes
        gates = try options.gates.map { gate in
            let (first, second) = try pair.compared(by: gate.path)
            return GateJudge(gate: gate, first: first, second: second, pair: pair, seed: options.seed).outcome()
        }
    }

    /// 0, or 4 where a gate failed, or 3 where a gate or the whole was inconclusive.
    public var exitStatus: ExitStatus {
        if gates.contains(where: { $0.verdict == .failed }) { return .gateFailed }
        if gates.contains(where: { $0.verdict == .inconclusive }) { return .partial }
        return gates.isEmpty && verdict == .notComparable ? .partial : .done
    }

    private static func verdict(
        _ difference: Contrast?,
        _ pair: RunPair,
        _ a: ComparedSet,
        _ b: ComparedSet
    ) -> Verdict {
        guard let difference, a.missing == 0, b.missing == 0, pair.died == (0, 0), pair.shared == 0 else {
            return .notComparable
        }
        if difference.scope == .withinRuns { return .withinRuns }
        if difference.clockBoundMs == nil { return .clockUnknown }
        if let low = difference.low, low > 0 { return .firstLower }
        if let high = difference.high, high < 0 { return .secondLower }
        return .noDifference
    }
}

extension RankingKey {
    /// Why runs are compared by it, as a sentence.
    var reasonToCompare: String {
        switch self {
        case .signalDelay: "All streams are continuous: compared by the 95th percentile of signal delay."
        case .operatingDelay:
            "At least one stream is segmented, and a burst cannot be watched at its own delay: "
                + "compared by the operating delay."
        }
    }
}
