import Estimation
import Foundation
import LabModel

/// Runs as one JSON object, laid out in docs/formats.md.
enum RunsJSON {
    private struct Document: Encodable {
        let schema = 1
        let generatedAt: String
        let tool: String
        @OrNull var command: String?
        let figure: String
        let viewers: Int
        @OrNull var ranking: Ranking?
        @OrNull var notRanked: String?
        let groups: [Group]
        let pairs: [Pair]
        let gates: [GateOutcome]
        let leftOut: [String]
        let runs: [Run]
    }

    private struct Group: Encodable {
        let name: String
        let mean: SetMean
    }

    private struct Pair: Encodable {
        let a: String
        let b: String
        let comparison: Comparison
    }

    private struct Run: Encodable {
        let comparedAs: String
        let isUnfinished: Bool
        @OrNull var command: String?
        let costs: [RunCost]
        let summary: Summary
    }

    /// The object, with a line end.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    static func render(_ analysis: RunsAnalysis) throws -> String {
        let input = analysis.input
        var document = Document(
            generatedAt: input.generatedAt.iso8601,
            tool: "glasslab \(input.toolVersion)",
            figure: analysis.path.description,
            viewers: input.options.viewers,
            groups: analysis.groups.map { Group(name: $0.name, mean: $0.mean) },
            pairs: analysis.pairs.map { pair in
                Pair(
                    a: analysis.groups[pair.first].name,
                    b: analysis.groups[pair.second].name,
                    comparison: pair.comparison
                )
            },
            gates: input.gates,
            leftOut: input.leftOut,
            runs: input.runs.map { run($0, among: input.runs) }
        )
        (document.command, document.ranking) = (input.command, analysis.ranking)
        document.notRanked = analysis.refusal?.what
        let encoder = JSONEncoder()
        // As in the JSON of a summary alone.
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return OutsideText.withoutIsolates(String(decoding: try encoder.encode(document), as: UTF8.self)) + "\n"
    }

    private static func run(_ run: ReportRun, among runs: [ReportRun]) -> Run {
        var part = Run(
            comparedAs: run.comparedAs,
            isUnfinished: run.isUnfinished,
            costs: run.costs,
            summary: run.summary
        )
        part.command = RepeatCommands.line(run, among: runs)
        return part
    }
}
