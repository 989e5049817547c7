/// The templates of Mustache, by the name that one calls another by; each one's text stands in a file of its own.
enum PageTemplate: String, CaseIterable {
    case frame, runs, live, liveCard, run, report, compare, providers, measure, measurement, login, problem

    /// Its text; everything in two braces is escaped.
    var text: String {
        switch self {
        case .frame: Self.frameText
        case .runs: Self.runsText
        case .live: Self.liveText
        case .liveCard: Self.liveCardText
        case .run: Self.runText
        case .report: Self.reportText
        case .compare: Self.compareText
        case .providers: Self.providersText
        case .measure: Self.measureText
        case .measurement: Self.measurementText
        case .login: Self.loginText
        case .problem: Self.problemText
        }
    }
}
