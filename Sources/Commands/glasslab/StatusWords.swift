import Foundation
import LabModel
import SlurmJobs
import Sweeping

/// How far a sweep is, in words.
enum StatusWords {
    /// How many lines of a kind are named in the text.
    static let namedLimit = 50

    private struct Document: Encodable {
        struct Line: Encodable {
            var line: Int
            var name: String
            var state: String
            var reason: String?
            var restarts: Int
        }

        var experiment: String
        var counts: [String: Int]
        var remainingS: Double?
        var mergeState: String?
        var rounds: SweepRounds
        var lines: [Line]

        enum CodingKeys: String, CodingKey {
            case experiment, counts, lines, rounds
            case remainingS = "remaining_s"
            case mergeState = "merge_state"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(experiment, forKey: .experiment)
            try container.encode(counts, forKey: .counts)
            try container.encode(remainingS, forKey: .remainingS)
            try container.encode(mergeState, forKey: .mergeState)
            try container.encode(rounds, forKey: .rounds)
            try container.encode(lines, forKey: .lines)
        }
    }

    /// A table of counts, what runs, and what failed.
    static func text(_ status: SweepStatus) -> String {
        var text = "sweep \(status.experiment), \(status.lines.count) lines\n"
        for state in LineStatus.State.allCases {
            text += "\(padded(state.rawValue, 11)) \(status.count(state))\n"
        }
        let isGoing = status.count(.running) + status.count(.waiting) > 0
        if !status.open.isEmpty, !isGoing {
            text +=
                "\(padded("open", 11)) \(status.open.count): the same sweep submit or sweep run as before does them\n"
        }
        if isGoing {
            text += "\(padded("remaining", 11)) \(status.remaining.map(LengthText.rounded) ?? "not known yet")\n"
        }
        if let merge = status.mergeState {
            text +=
                "\(padded("merge job", 11)) \(status.mergeExitCode == 3 ? "merged what there was" : merge.rawValue.lowercased())\n"
        }
        if status.rounds.done > 0 {
            text += "\(padded("round", 11)) \(status.rounds.done) of \(status.rounds.limit)\n"
        }
        text += named(status.lines.filter { $0.state == .running }, "running")
        text += named(status.lines.filter { $0.state == .waiting && $0.isLost }, "lost, and submitted again")
        text += named(status.lines.filter { $0.state == .failed }, "failed")
        return text
    }

    /// One object: `experiment`, `counts` by state, `remaining_s`, `merge_state`, `rounds`, and each line's `state`.
    static func json(_ status: SweepStatus) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            experiment: status.experiment,
            counts: Dictionary(
                uniqueKeysWithValues: LineStatus.State.allCases.map { ($0.rawValue, status.count($0)) }
            ),
            remainingS: status.remaining?.seconds,
            mergeState: status.mergeState?.rawValue.lowercased(),
            rounds: status.rounds,
            lines: status.lines.map { line in
                .init(
                    line: line.number,
                    name: line.name,
                    state: line.state.rawValue,
                    reason: line.reason,
                    restarts: line.restarts
                )
            }
        )
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    private static func named(_ lines: [LineStatus], _ title: String) -> String {
        guard !lines.isEmpty else { return "" }
        let rows = lines.prefix(namedLimit).map { line in
            var row = "  line \(padded("\(line.number)", 5)) \(line.name)"
            row += line.restarts > 0 ? ", started \(line.restarts + 1) times" : ""
            row += line.reason.map { ": \($0)" } ?? ""
            return row
        }
        let rest = lines.count - rows.count
        let more = rest > 0 ? ["  and \(rest) more"] : []
        return "\n\(title)\n" + (rows + more).map { $0 + "\n" }.joined()
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
