import Foundation
import LabModel
import Planning

/// A plan for machines: the grid, its runs in their order, and the power estimate; unknown numbers as `null`.
enum SweepPlanJSON {
    private struct Plan: Encodable {
        var schema = 1
        var settings: Int
        var repeats: Int
        var order: String
        @OrNull var seed: UInt64?
        var factors: [Factor]
        @OrNull var power: Power?
        var lines: [Line]
    }

    private struct Factor: Encodable {
        var name: String
        var values: [String]
    }

    private struct Line: Encodable {
        var line: Int
        var name: String
        var imageSize: Int
        var fps: String
        var cpu: Int
        var memory: String
        var options: [Option]
        var text: String
    }

    private struct Option: Encodable {
        var name: String
        var value: String
    }

    private struct Power: Codable, Hashable, Sendable {
        var differenceMs: Double
        var betweenRunsMs: Double
        var alpha: Double
        var power: Double
        var comparisons: [Comparison]
    }

    private struct Comparison: Codable, Hashable, Sendable {
        @OrNull var factor: String?
        var settingsASide: Int
        @OrNull var repeatsNeeded: Int?
        @OrNull var shownWithRepeats: Double?
    }

    /// The plan with a line end.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    static func render(_ grid: SweepGrid, seed: UInt64?, inputs: InputsFile, power: SweepPower?) throws -> String {
        let plan = Plan(
            settings: grid.settingCount,
            repeats: grid.repeats,
            order: grid.order.rawValue,
            seed: OrNull(wrappedValue: grid.order == .shuffled ? seed ?? 0 : nil),
            factors: grid.factors.map { Factor(name: $0.kind.name, values: $0.levels.map(\.text)) },
            power: OrNull(wrappedValue: power.map(Self.power)),
            lines: inputs.lines.enumerated().map { line($1, $0 + 1) }
        )
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(plan), as: UTF8.self) + "\n"
    }

    private static func line(_ line: SweepLine, _ number: Int) -> Line {
        Line(
            line: number,
            name: line.name,
            imageSize: line.imageSize,
            fps: line.framesPerSecond,
            cpu: line.cpu,
            memory: line.memory,
            options: line.options.map { Option(name: $0.name, value: $0.value) },
            text: line.text
        )
    }

    private static func power(_ power: SweepPower) -> Power {
        Power(
            differenceMs: power.question.difference,
            betweenRunsMs: power.question.deviation,
            alpha: power.question.alpha,
            power: power.question.power,
            comparisons: power.rows.map { row in
                Comparison(
                    factor: OrNull(wrappedValue: row.factor),
                    settingsASide: row.settings,
                    repeatsNeeded: OrNull(wrappedValue: row.repeats),
                    shownWithRepeats: OrNull(wrappedValue: row.chance)
                )
            }
        )
    }
}
