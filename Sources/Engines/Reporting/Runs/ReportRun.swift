public import Estimation
public import LabModel

/// One run of a report.
public struct ReportRun: Sendable {
    /// Its numbers, exact.
    public var summary: Summary
    /// What its pictures are drawn from; nil for a run that is told without pictures.
    public var digest: RunDigest?
    /// What it is compared as: its provider, unless a person named sets of runs of one provider.
    public var comparedAs: String
    /// The command line that measures it again, without secrets; nil where none does, as for an imported trace.
    public var command: String?
    /// Where the stream looked worst, the worst first; empty where quality was not measured.
    public var worst: [ReportMoment] = []
    /// Whether it still runs or was never finished, so that its numbers are those of what was stored so far.
    public var isUnfinished = false

    /// What it cost, a part for each currency; empty where nothing is charged for, as far as is known.
    public var costs: [RunCost]

    /// Makes a run that is compared as its provider, its costs by the prices that its manifest holds.
    /// - Parameter summary: its numbers.
    public init(summary: Summary) {
        self.summary = summary
        comparedAs = summary.run.provider
        costs = RunCost.costs(of: summary)
    }

    /// Puts prices in place of those that the run was measured with, in its costs and in its summary's `cost_usd`.
    ///
    /// - Parameters:
    ///   - prices: its provider's; nil for those that its manifest holds.
    ///   - task: those of its streamer's task; nil for those that its manifest holds.
    public mutating func price(by prices: PriceList?, task: TaskPrices? = nil) {
        costs = RunCost.costs(of: summary, prices: prices, task: task)
        summary.costUsd = RunCost.inDollars(costs)
    }
}
