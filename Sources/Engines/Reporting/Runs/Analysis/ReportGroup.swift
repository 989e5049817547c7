import Estimation
import LabModel

/// Runs that are compared as one.
struct ReportGroup {
    /// What they are compared as.
    let name: String
    /// Which of the palette's colours is theirs in all charts.
    let colour: Int
    /// Its runs in the order given.
    let runs: [ReportRun]
    /// Those of them that stand in the ranking; all where none does.
    let counted: [ReportRun]
    /// Its place; nil where no run of it could be ranked.
    let entry: RankedProvider?
    /// The mean of the number that is compared.
    let mean: SetMean
    /// The run that stands for it where a picture shows one: that whose number lies nearest to the group's median, the first
    /// of them.
    let middle: ReportRun?

    /// The name to stand in a sentence.
    var inSentence: String { OutsideText.name(name) }
    /// The name to stand alone.
    var alone: String { OutsideText.plain(name) }

    init(
        _ name: String,
        runs: [ReportRun],
        colour: Int,
        ranking: Ranking?,
        mean: SetMean
    ) {
        (self.name, self.runs, self.colour, self.mean) = (name, runs, colour, mean)
        entry = ranking?.entries.first { $0.provider == name }
        let unranked = Set((ranking?.unranked ?? []).filter { $0.provider == name }.map(\.uuid))
        let rest = runs.filter { !unranked.contains($0.summary.run.uuid) }
        counted = rest.isEmpty ? runs : rest
        let values = Dictionary(mean.set.runs.map { ($0.uuid, $0) }) { first, _ in first }
        let median = BoundedDelay.median(
            mean.set.runs.compactMap { run in
                run.value.map { BoundedDelay(milliseconds: $0, isLowerBound: run.isLowerBound) }
            }
        )
        let distances = counted.map { run in
            values[run.summary.run.uuid]?.value.flatMap { value in median.map { abs(value - $0.milliseconds) } }
                ?? .infinity
        }
        middle = zip(counted, distances).min { $0.1 < $1.1 }?.0
    }

    /// The middle of a delay over its runs; nil where no run knows it.
    func median(_ delay: (Summary) -> BoundedDelay?) -> BoundedDelay? {
        BoundedDelay.median(counted.compactMap { delay($0.summary) })
    }

    /// The middle of a number over its runs; nil where no run knows it.
    func median(of number: (Summary) -> Double?) -> Double? {
        median { number($0).map { BoundedDelay(milliseconds: $0) } }?.milliseconds
    }

    /// The sum of a count over its runs; nil where no run knows it.
    func sum(_ count: (Summary) -> Int?) -> Int? {
        let known = counted.compactMap { count($0.summary) }
        return known.isEmpty ? nil : known.reduce(0) { $0.addingUpToLimit($1) }
    }

    /// All frame delays of its runs, for a picture.
    var frameDelay: DelayHistogram { pooled(\.frameDelay) }

    /// All signal delays of its runs, for a picture.
    var signalDelay: DelayHistogram { pooled(\.signalDelay) }

    private func pooled(_ part: KeyPath<RunDigest, DelayHistogram>) -> DelayHistogram {
        counted.reduce(into: DelayHistogram()) { pool, run in
            if let digest = run.digest {
                pool.merge(digest[keyPath: part])
            }
        }
    }
}

extension Int {
    /// The sum, or the nearest number that can be held: counts of files from elsewhere may be anything.
    func addingUpToLimit(_ other: Int) -> Int {
        let (sum, isOver) = addingReportingOverflow(other)
        return isOver ? other < 0 ? .min : .max : sum
    }
}
