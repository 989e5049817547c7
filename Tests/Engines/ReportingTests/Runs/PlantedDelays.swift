import Charts
import Estimation
import LabModel

@testable import Reporting

/// Runs by their signal delays at p95 alone.
enum PlantedDelays {
    static func input(_ delays: [(provider: String, p95: [Double])]) -> ReportInput {
        let runs = delays.enumerated().flatMap { place, group in
            group.p95.enumerated().map { run(group.provider, number: place * 1_000 + $0, p95: $1) }
        }
        return ReportInput(runs: runs, generatedAt: Planted.start, toolVersion: "1")
    }

    static func run(_ provider: String, number: Int, p95: Double) -> ReportRun {
        var summary = Planted.quiet
        summary.run = Planted.run(id: "run-\(number)")
        summary.run.provider = provider
        summary.run.uuid = "0199d0f0-1111-7222-8333-4444\(10_000_000 + number)"
        summary.run.startedAt = (Planted.start + .seconds(Double(number))).iso8601
        summary.signalDelayMs?.values.p95 = p95
        summary.signalDelayMs?.values.ci95P95 = [p95 - 1, p95 + 1]
        return ReportRun(summary: summary)
    }

    /// Runs that are compared by the similarity of their pictures; their delays are 40 ms, 41 ms and so on.
    static func ratios(_ similarities: [(provider: String, ssim: [Double])]) throws -> ReportInput {
        let groups = similarities.enumerated().map { place, group in
            (group.provider, group.ssim.map { _ in 40 + Double(place) })
        }
        var input = input(groups)
        for (index, similarity) in similarities.flatMap(\.ssim).enumerated() {
            var scores = Summary.Scores()
            scores.ssimY = similarity
            var quality = Summary.Quality()
            quality.matched = scores
            input.runs[index].summary.quality = quality
        }
        input.options.figure = try FigurePath("quality.matched.ssim_y")
        return input
    }

    static func text(_ blocks: [ReportDocument.Block]) throws -> String {
        let document = ReportDocument(title: "t", sections: [ReportSection("s", "s", blocks)])
        let text = try DocumentText.render(document, style: TextStyle(colour: false, unicode: true, width: 200))
        return text.split(separator: "\n").joined(separator: " ")
    }

    /// All charts, wherever they stand.
    static func charts(_ blocks: [ReportDocument.Block]) -> [Chart] {
        blocks.flatMap { block -> [Chart] in
            switch block {
            case .chart(let chart): [chart]
            case .page(let inner), .details(_, let inner): charts(inner)
            default: []
            }
        }
    }
}

extension ReportInput {
    /// Frames that were never seen leave each run's p95 known only from below.
    func withOpenEnds() -> ReportInput {
        var input = self
        for index in input.runs.indices {
            input.runs[index].summary.signalDelayMs?.censored = 30
            input.runs[index].summary.signalDelayMs?.lowerBound = ["p95", "p99", "max"]
        }
        return input
    }
}
