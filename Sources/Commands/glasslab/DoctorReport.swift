import Foundation
import LabCommand

/// What `doctor` found, to read or for machines.
enum DoctorReport {
    private struct Document: Encodable {
        var ok: Bool
        var checks: [DoctorCheck]
    }

    /// A line a check, its remedy below it.
    static func text(_ checks: [DoctorCheck], console: Console) -> String {
        let width = checks.map(\.name.count).max() ?? 0
        let lines = checks.flatMap { check in
            let blanks = String(repeating: " ", count: width - check.name.count + 2)
            let line = "\(sign(check.state, console)) \(check.name)\(blanks)\(check.found)"
            return [line] + (check.remedy.map { [String(repeating: " ", count: width + 4) + $0] } ?? [])
        }
        return lines.joined(separator: "\n") + "\n\n" + verdict(checks) + "\n"
    }

    /// `{"ok":…,"checks":[…]}` with a line end.
    /// - Throws: nothing in practice: there is no number in it.
    static func json(_ checks: [DoctorCheck]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let document = Document(ok: !checks.contains { $0.state == .problem }, checks: checks)
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    private static func verdict(_ checks: [DoctorCheck]) -> String {
        let problems = checks.count { $0.state == .problem }
        let warnings = checks.count { $0.state == .warning }
        if problems > 0 {
            return "\(problems) of \(checks.count) checks failed: measuring will not work until that is mended."
        }
        return warnings > 0
            ? "Ready to measure, with \(warnings) remark\(warnings > 1 ? "s" : "")." : "Ready to measure."
    }

    private static func sign(_ state: DoctorCheck.State, _ console: Console) -> String {
        let (mark, plain, colour) =
            switch state {
            case .ok: ("✓", "+", "32")
            case .warning: ("!", "!", "33")
            case .problem: ("✗", "x", "31")
            }
        let text = console.hasUnicode ? mark : plain
        return console.hasColour ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text
    }
}
