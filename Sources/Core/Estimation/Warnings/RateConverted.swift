import LabModel

/// `rate_converted`: frames are missing in a regular pattern, as if a converter took some out.
enum RateConverted: WarningRule {
    private static let pictures = 10_000
    private static let longestCycle = 30
    private static let cyclesNeeded = 5
    private static let regularShare = 0.8

    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard let dropped = summary.frames.dropped, dropped > 0 else { return nil }
        guard let cycle = cycle(of: numbers(run)) else { return nil }
        var rates = ""
        if let period = run.period?.seconds {
            let sent = 1 / period
            let kept = sent * Double(cycle.kept) / Double(cycle.sent)
            rates = ", as from \(Figures.fixed(sent, digits: 1)) to \(Figures.fixed(kept, digits: 1)) frames a second"
        }
        return RunWarning(
            code: .rateConverted,
            text: "\(cycle.kept) of every \(cycle.sent) frames arrive, in a regular pattern\(rates): "
                + "the frame rate was converted on the way.",
            remedy: "Set the provider's output to the sent rate, or send at the rate that it gives."
        )
    }

    /// Numbers of the longest stream's fresh frames, ascending, at most ``pictures``.
    private static func numbers(_ run: MeasuredRun) -> [Int64] {
        guard let stream = run.ledger.streams.max(by: { $0.seen.count < $1.seen.count }) else { return [] }
        let measured = stream.seen.lazy.filter { stream.first <= $0.number && $0.number <= stream.last }
        return measured.prefix(pictures).map(\.number)
    }

    /// The cycle of frames kept whose numbers advance by the same amount most often, and at least four times in five;
    /// the shortest of equals.
    static func cycle(of numbers: [Int64]) -> (kept: Int, sent: Int)? {
        var best: (kept: Int, sent: Int)?
        var bestShare = 0.0
        for kept in 1...longestCycle {
            guard numbers.count >= max(50, kept * (cyclesNeeded + 1)) else { break }
            let steps = zip(numbers, numbers.dropFirst(kept)).map { $1 - $0 }
            guard let usual = majority(steps), usual > Int64(kept) else { continue }
            let share = Double(steps.count { $0 == usual }) / Double(steps.count)
            if share >= regularShare, share > bestShare {
                best = (kept, Int(usual))
                bestShare = share
            }
        }
        return best
    }

    /// The value that more than half of the values have, where there is one.
    private static func majority(_ values: [Int64]) -> Int64? {
        var (candidate, votes) = (Int64?.none, 0)
        for value in values {
            if votes == 0 {
                candidate = value
            }
            votes += value == candidate ? 1 : -1
        }
        return candidate
    }
}
