/// A request that failed, as it is shown.
struct ProblemView: PageView {
    static let template = PageTemplate.problem

    var frame: FrameView
    var title: String
    var problem: ProblemText

    init(_ page: DashboardData.ProblemPage) {
        title = Self.title(of: page.status)
        frame = FrameView(page.frame, title: title, at: nil, kind: "problem")
        problem = ProblemText(page.problem)
    }

    private static func title(of status: Int) -> String {
        switch status {
        case 400: "That cannot be asked"
        case 401, 403: "Not allowed"
        case 404: "Nothing here"
        case 405: "That cannot be done here"
        case 413, 414, 431: "Too long"
        case 429, 503: "Too busy"
        case 500...: "Something broke"
        default: "That did not work"
        }
    }
}

/// What went wrong, in texts that can be shown.
struct ProblemText: Sendable {
    var what: String
    var place: String?
    var remedy: String?

    init(_ problem: DashboardData.Problem) {
        what = Self.sentence(problem.what)
        place = problem.place.map { ShownText.name($0, limit: 200) }
        remedy = problem.remedy.map { ShownText.name($0, limit: 600) }
    }

    /// With a capital, without a full stop.
    private static func sentence(_ text: String) -> String {
        let clean = ShownText.name(text, limit: 600)
        let whole = clean.hasSuffix(".") ? String(clean.dropLast()) : clean
        return whole.prefix(1).uppercased() + whole.dropFirst()
    }
}
