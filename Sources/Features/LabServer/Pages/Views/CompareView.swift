import Comparing
import LabModel
import Reporting

/// Runs beside each other, as they are shown.
struct CompareView: PageView {
    static let template = PageTemplate.compare

    var frame: FrameView
    /// What is compared, in a sentence; nil where nothing is.
    var about: String?
    var hasReport: Bool
    var report: ReportBody?
    var problem: ProblemText?
    var reportAddress: String
    var jsonAddress: String
    var csvAddress: String
    var providers: [Choice]
    var hasProviders: Bool
    var sweeps: [Choice]
    var hasSweeps: Bool
    /// What was typed or ticked, as it stands in the form.
    var names: String

    init(_ page: DashboardData.ComparePage) throws {
        frame = FrameView(page.frame, title: "Compare", at: .compare)
        frame.addReport()
        let choice = page.choice
        hasReport = page.report != nil
        report = try page.report.map { try ReportBody($0) }
        about = page.report.map { Self.about($0, left: page.left) }
        problem = page.problem.map(ProblemText.init)
        let keep = { (format: ReportFormat) in choice.address("/report", format: format) }
        reportAddress = keep(.html)
        jsonAddress = keep(.json)
        csvAddress = keep(.csv)
        providers = page.providers.map { Choice($0, isChosen: choice.providers.contains($0)) }
        hasProviders = !page.providers.isEmpty
        sweeps = page.sweeps.map { Choice($0, isChosen: $0 == choice.sweep) }
        hasSweeps = !page.sweeps.isEmpty
        names = choice.names.map { ShownText.name($0, limit: 400) }.joined(separator: ", ")
    }

    private static func about(_ input: ReportInput, left: Int) -> String {
        let sets = Set(input.runs.map(\.comparedAs)).count
        let runs = input.runs.count == 1 ? "1 run" : "\(ShownText.count(input.runs.count)) runs"
        let told = sets > 1 ? "\(runs) in \(sets) sets." : "\(runs) of one set."
        guard left > 0 else { return told }
        return told + " They are the newest of those chosen; \(ShownText.count(left)) older are left out here, "
            + "not in the report as a file."
    }
}

extension RunChoice {
    /// The address of this choice below a path.
    func address(_ path: String, format: ReportFormat) -> String {
        var parameters = names.map { (name: "run", value: $0) } + providers.map { (name: "provider", value: $0) }
        parameters += [("sweep", sweep ?? ""), ("since", since?.iso8601 ?? ""), ("format", format.rawValue)]
        return PageAddress.path(path, parameters)
    }
}
