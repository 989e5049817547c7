import Estimation
import LabModel

/// Runs as a document: the answer first, what it rests on after it.
struct RunsDocument {
    let analysis: RunsAnalysis

    init(_ analysis: RunsAnalysis) {
        self.analysis = analysis
    }

    var document: ReportDocument {
        ReportDocument(title: title, intro: [.text(made)] + overview, sections: sections)
    }

    /// Every part that has something to say.
    var sections: [ReportSection] {
        guard let sweep = analysis.input.sweep else { return answer + evidence + setting }
        return SweepDocument(sweep).document.sections + setting
    }

    /// What a sweep varies, before its parts.
    private var overview: [ReportDocument.Block] {
        analysis.input.sweep.map { SweepDocument($0).document.intro } ?? []
    }

    private var answer: [ReportSection] {
        [AnswerSection(analysis: analysis).section]
    }

    private var evidence: [ReportSection] {
        [
            DelaySection(analysis: analysis).section, TimeSection(analysis: analysis).section,
            PlayoutSection(analysis: analysis).section, PlaceSection(analysis: analysis).section,
            SmoothnessSection(analysis: analysis).section, QualitySection(analysis: analysis).section,
            MomentSection(analysis: analysis).section,
            costs, ClockSection(analysis: analysis).section,
        ].compactMap(\.self)
    }

    private var costs: ReportSection? {
        let colours = Dictionary(uniqueKeysWithValues: analysis.groups.map { ($0.name, $0.colour) })
        return CostSection(analysis.input, ranking: analysis.ranking, colours: colours).section
    }

    private var setting: [ReportSection] {
        [
            RunsSection(analysis: analysis).section, WarningSection(analysis: analysis).section,
            SetupSection(analysis: analysis).section, WordsSection.section,
        ].compactMap(\.self)
    }

    private var title: String {
        if let title = analysis.input.options.title { return OutsideText.plain(title, limit: 120) }
        if let sweep = analysis.input.sweep { return "Sweep \(OutsideText.name(sweep.sweep))" }
        let names = analysis.groups.prefix(4).map(\.inSentence)
        guard let first = names.first else { return "No runs" }
        if analysis.isAlone {
            return analysis.runs.count == 1
                ? "\(analysis.runs.first?.inSentence ?? first) through \(first)"
                : "\(first): \(analysis.runs.count) runs"
        }
        let more = analysis.groups.count > names.count ? " and \(analysis.groups.count - names.count) more" : ""
        return names.joined(separator: ", ") + more
    }

    private var made: String {
        let input = analysis.input
        let runs = NumberText.count(input.runs.count, "run")
        let command = input.command.map { " by \(OutsideText.sentence($0))" } ?? ""
        return
            "\(runs), reported \(RunsSection.day(input.generatedAt.iso8601)) UTC\(command), Glasslab \(input.toolVersion)."
    }
}
