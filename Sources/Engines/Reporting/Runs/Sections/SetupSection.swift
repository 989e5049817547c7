import Estimation
import Foundation
import LabModel

/// With what was measured: settings, versions, machine, and how each run is repeated.
struct SetupSection {
    let analysis: RunsAnalysis

    private static let valuesShown = 4

    var section: ReportSection {
        let runs = analysis.runs.map(\.summary.run)
        var blocks: [ReportDocument.Block] = []
        for (title, facts) in [
            ("Settings", runs.map { $0.settings.mapValues(\.description) }), ("Versions", runs.map(\.versions)),
            ("Machine", runs.map { $0.machine.mapValues(\.description) }),
        ] {
            blocks += table(title, facts)
        }
        blocks += repeats + manifests
        return ReportSection("setup", "Settings, versions, machine", blocks)
    }

    // MARK: Facts

    /// What all runs share and what differs, by what is compared.
    private func table(_ title: String, _ facts: [[String: String]]) -> [ReportDocument.Block] {
        let names = Set(facts.flatMap(\.keys)).subtracting(Self.ofOneRun).sorted()
        guard !names.isEmpty else { return [] }
        let byGroup = Dictionary(grouping: zip(analysis.runs, facts), by: \.0.comparedAs)
            .mapValues { $0.map(\.1) }
        var shared = ReportTable(columns: ReportTable.columns([(title.lowercased(), .left), ("in all runs", .left)]))
        var differing = ReportTable(
            columns: ReportTable.columns([(title.lowercased(), .left)] + analysis.groups.map { ($0.alone, .left) })
        )
        for name in names {
            let values = Set(facts.map { $0[name] ?? "" })
            let shown = OutsideText.plain(name)
            if values.count == 1 {
                shared.rows.append([shown, Self.shown(values)])
            } else {
                let cells = analysis.groups.map { group in
                    Self.shown(Set((byGroup[group.name] ?? []).map { $0[name] ?? "" }))
                }
                differing.rows.append([shown] + cells)
            }
        }
        var blocks: [ReportDocument.Block] = [.subheading(title)]
        if !differing.rows.isEmpty {
            blocks.append(.table(differing))
        }
        if !shared.rows.isEmpty {
            blocks.append(
                analysis.runs.count > 1 ? .details("\(title) of all runs alike", [.table(shared)]) : .table(shared)
            )
        }
        return blocks
    }

    /// What tells one run from the next and is no setting of the comparison.
    private static let ofOneRun: Set<String> = [RunManifest.group, "sweep_line"]

    private static func shown(_ values: Set<String>) -> String {
        let sorted = values.sorted().map { $0.isEmpty ? "-" : OutsideText.plain($0, limit: 120) }
        let more = sorted.count > valuesShown ? ", … \(sorted.count) in all" : ""
        return sorted.prefix(valuesShown).joined(separator: ", ") + more
    }

    // MARK: Repeating

    private var repeats: [ReportDocument.Block] {
        let commands = RepeatCommands(analysis.detailed)
        guard !commands.lines.isEmpty || commands.withoutAddress > 0 else { return [] }
        var blocks: [ReportDocument.Block] = [.subheading("To measure again")]
        if !commands.lines.isEmpty {
            let rest = analysis.runs.count - analysis.detailed.count
            let more = rest > 0 ? " The same of \(NumberText.count(rest, "more run")) is in the JSON form." : ""
            blocks += [
                .text(
                    "Each command gives the id's next attempt; addresses are without what was secret in them.\(more)"
                ),
                .code(commands.lines.joined(separator: "\n")),
            ]
        }
        if commands.withoutAddress > 0 {
            let count = NumberText.count(commands.withoutAddress, "run")
            blocks.append(.text("For \(count) no command is known: an address held values that are not stored."))
        }
        return blocks
    }

    private var manifests: [ReportDocument.Block] {
        let blocks = analysis.detailed.map { run in
            ReportDocument.Block.details("Manifest of \(run.inSentence)", [.code(Self.manifest(run.summary.run))])
        }
        return [.page(blocks)]
    }

    private static func manifest(_ run: Summary.RunPart) -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        guard let data = try? encoder.encode(run) else { return "" }
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
            .map { OutsideText.plain(String($0), limit: 1_000) }.joined(separator: "\n")
    }
}
