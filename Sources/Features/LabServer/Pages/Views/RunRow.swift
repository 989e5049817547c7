import LabModel
import RunStore

/// One run of a list as it is shown; unknown numbers are dashes.
struct RunRow: Sendable {
    /// Its name, such as `first@2`.
    var name: String
    /// What finds it again, in a form or an address.
    var value: String
    var address: String
    var provider: String
    /// `complete`, or why it is not.
    var state: String
    /// A word for stylesheets.
    var stateKind: String
    /// How many warnings its summary holds; nil for none.
    var warnings: String?
    var signalP95: String
    var frameP50: String
    var operating: String
    var clockBound: String
    var dropped: String
    var length: String
    /// To the minute.
    var started: String
    var startedISO: String

    init(_ run: RunListing) {
        let whole = "\(run.id)@\(run.attempt)"
        name = "\(ShownText.name(run.id))@\(run.attempt)"
        value = PageAddress.short(name: whole, uuid: run.uuid)
        address = PageAddress.run(run)
        provider = ShownText.name(run.provider, limit: 64)
        state = Self.word(run.state, run.endReason)
        stateKind = run.state.rawValue
        let figures = run.figures
        warnings = figures.flatMap { $0.warnings > 0 ? "\($0.warnings)" : nil }
        signalP95 = ShownText.delay(figures?.signalDelayP95)
        frameP50 = ShownText.milliseconds(figures?.frameDelayP50Ms)
        operating = ShownText.delay(figures?.operatingDelay)
        clockBound = ShownText.milliseconds(figures?.clockErrorBoundMs)
        dropped = ShownText.count(figures?.dropped)
        length = ShownText.length(seconds: figures?.durationS)
        started = String(ShownText.instant(run.startedAt).prefix(16))
        startedISO = run.startedAt.iso8601
    }

    /// How a run stands, in a word or two.
    static func word(_ state: RunState, _ reason: EndReason?) -> String {
        switch (state, reason) {
        case (.partial, .interrupted): "ended early"
        case (.partial, .stalled): "stalled"
        case (.partial, .noMark): "no mark read"
        default: state.rawValue
        }
    }
}
