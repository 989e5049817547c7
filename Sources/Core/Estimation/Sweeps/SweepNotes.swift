import LabModel

/// What a reader of a sweep's report must know, those first that weigh most.
struct SweepNotes {
    let notes: [SweepNote]

    init(_ table: SweepTable, _ views: [FigureView], options: SweepAnalysisOptions) {
        let view = views.first
        let candidates = [
            Self.failures(table, view), Self.died(table), Self.unspoken(view), Self.notEnforced(table),
            Self.noFactors(table), Self.sizes(table, options), Self.clocks(view), Self.noRepeats(view),
            Self.fewSamples(views), Self.interactions(table), Self.machines(table), Self.versions(table),
            Self.ignored(options),
        ]
        notes = candidates.compactMap(\.self)
    }

    private static func note(_ code: SweepNote.Code, _ text: String) -> SweepNote {
        SweepNote(code: code, text: text)
    }

    private static func failures(_ table: SweepTable, _ view: FigureView?) -> SweepNote? {
        let failures = table.failures(view).filter { !$0.isReplaced }
        guard !failures.isEmpty else { return nil }
        let kinds = SweepFailure.Kind.allCases.compactMap { kind -> String? in
            let count = failures.count { $0.kind == kind }
            return count > 0 ? "\(count) \(kind.words)" : nil
        }
        return note(
            .failures,
            "\(Figures.count(failures.count, "result")) without a number: \(kinds.joined(separator: ", "))."
        )
    }

    private static func died(_ table: SweepTable) -> SweepNote? {
        let lost = Dictionary(table.results.map { ($0.line, $0.lost.count) }) { first, _ in first }
        let count = table.results.reduce(lost.values.reduce(0, +)) { $0 + $1.died.count }
        guard count > 0 else { return nil }
        return note(
            .died,
            "\(Figures.count(count, "attempt")) died beside results that were measured: their levels are not called better."
        )
    }

    private static func unspoken(_ view: FigureView?) -> SweepNote? {
        guard let count = view?.unspoken, count > 0 else { return nil }
        let text =
            "\(Figures.count(count, "run")) with a number left out of all effects: others of the same settings have none, "
            + "and only what went well would be seen."
        return note(.unspoken, text)
    }

    private static func notEnforced(_ table: SweepTable) -> SweepNote? {
        guard table.isUnenforced else { return nil }
        let text =
            "CPU and memory were recorded, and no streamer was held to them: they are no factors, and runs that differ in "
            + "them alone are repeats."
        return note(.notEnforced, text)
    }

    private static func noFactors(_ table: SweepTable) -> SweepNote? {
        table.grid.factors.isEmpty ? note(.noFactors, "No setting varies: there is no effect to tell.") : nil
    }

    private static func sizes(_ table: SweepTable, _ options: SweepAnalysisOptions) -> SweepNote? {
        if options.allowsDifferentSizes {
            let text =
                "Runs of different sizes were compared on request: their differences are not the settings' alone."
            return note(.differentSizes, text)
        }
        guard let factor = table.grid.factors.first(where: { SweepFactor.sizes.contains($0.name) }) else { return nil }
        let text = "The effect of \(factor.name) is that of other pictures too: fewer pixels are fewer bytes."
        return note(.differentSizes, text)
    }

    private static func clocks(_ view: FigureView?) -> SweepNote? {
        let count = view?.cells.reduce(0) { $0 + $1.runs.count { $0.clockBoundMs == nil } } ?? 0
        guard count > 0 else { return nil }
        let text =
            "\(Figures.count(count, "run")) without a known error of the clocks: effects with them have no interval."
        return note(.clockUnknown, text)
    }

    private static func noRepeats(_ view: FigureView?) -> SweepNote? {
        guard let view, !view.factors.isEmpty, view.cells.contains(where: { $0.hasNumber && $0.runs.count == 1 }) else {
            return nil
        }
        let text =
            "Some settings were measured once. Where no repeats tell how runs differ, intervals are from how the same "
            + "difference came out at other settings, and hold what it depends on too."
        return note(.noRepeats, text)
    }

    private static func fewSamples(_ views: [FigureView]) -> SweepNote? {
        guard let count = views.map(\.fewSamples).max(), count > 0 else { return nil }
        let text =
            "\(Figures.count(count, "run")) too short for an interval of their own: a longer --duration makes percentiles surer."
        return note(.fewSamples, text)
    }

    private static func interactions(_ table: SweepTable) -> SweepNote? {
        guard SweepFigure.hasTooMany(table.grid.factors) else { return nil }
        let text =
            "There are more than \(SweepFigure.interactionLimit) interactions, and none is told: leave out settings with --ignore."
        return note(.tooManyInteractions, text)
    }

    private static func machines(_ table: SweepTable) -> SweepNote? {
        let count = Set(table.results.compactMap { $0.summary.run.machine["hostname"] }).count
        guard count > 1 else { return nil }
        let text = "The runs were received on \(count) machines: what those differ by is in the differences too."
        return note(.machines, text)
    }

    private static func versions(_ table: SweepTable) -> SweepNote? {
        let count = Set(table.results.map(\.summary.run.versions)).count
        guard count > 1 else { return nil }
        let text = "The runs were made with \(count) sets of versions of the lab and its libraries."
        return note(.versions, text)
    }

    private static func ignored(_ options: SweepAnalysisOptions) -> SweepNote? {
        guard !options.ignored.isEmpty else { return nil }
        let names = options.ignored.sorted().joined(separator: ", ")
        return note(.ignored, "Not looked at, as asked: \(names). What they do is in the other differences.")
    }
}

extension SweepFailure.Kind {
    /// As it follows a count.
    public var words: String {
        switch self {
        case .died: "died"
        case .noMark: "without a mark"
        case .interrupted: "interrupted"
        case .failed: "failed"
        case .missing: "not in the store"
        case .streamerOverloaded: "with an overloaded streamer"
        case .linkBypassed: "past its link"
        case .differentSizes: "of another size"
        case .noNumber: "without the number"
        }
    }
}
