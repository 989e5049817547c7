import Estimation
public import LabCommand
public import LabModel
public import Receiving
import Reporting
public import RunStore

/// Shows runs that are measured at once on the console: their progress, a line each, and what became of them side by side.
public struct GroupConsole: Sendable {
    /// What a caller wants to see.
    public struct Wish: Hashable, Sendable {
        /// Whether standard output gets one JSON object instead of a table to read.
        public var isJSON: Bool
        /// Whether each run's whole summary stands behind the table.
        public var isVerbose: Bool

        /// Makes a wish; each argument is the property of its name.
        public init(isJSON: Bool, isVerbose: Bool) {
            self.isJSON = isJSON
            self.isVerbose = isVerbose
        }
    }

    private let console: Console
    private let progress: ProgressLine
    private let names: [String]
    private let wish: Wish

    /// Makes a console for runs.
    ///
    /// - Parameters:
    ///   - console: where everything is shown.
    ///   - clock: what keeps the progress from being redrawn too often.
    ///   - names: the providers' names, in the runs' order.
    ///   - wish: what the caller wants to see.
    public init(console: Console, clock: any LabClock, names: [String], wish: Wish) {
        self.console = console
        progress = ProgressLine(console: console, clock: clock)
        self.names = names
        self.wish = wish
    }

    /// Shows what is being done before there is progress.
    public func show(_ text: String) {
        var line = ProgressLine.Progress(elapsed: .zero)
        line.text = text
        progress.update(line)
    }

    /// Shows how far one of the runs has come.
    public func show(_ state: ReceiveProgress, of place: Int) {
        guard names.indices.contains(place) else { return }
        progress.update(ProgressLine.Progress(state), at: place, name: names[place])
    }

    /// Takes the progress away.
    public func clear() {
        progress.finish()
    }

    /// Shows what runs left behind: a table on standard output, or `{"runs":[…]}`; failures and warnings, each with its
    /// provider's name, on standard error.
    ///
    /// - Parameters:
    ///   - results: the runs, in the order of the names.
    ///   - store: where they are stored.
    /// - Returns: what the process should exit with: 0 where all are done, 1 where all failed, else 3.
    /// - Throws: ``RunStoreError`` when samples cannot be read; ``CommandError`` when output cannot be written.
    public func finish(_ results: [Result<RunOutcome, any Error>], store: RunStore) throws -> ExitStatus {
        progress.finish()
        let outcomes = results.compactMap { try? $0.get() }
        let summaries = outcomes.map(\.summary)
        if wish.isJSON {
            try console.write(SummaryJSON.encode(runs: summaries, pretty: true) + "\n")
        } else {
            try console.write(GroupText.render(summaries, style: console.runStyle))
            for outcome in outcomes where wish.isVerbose && outcome.summary.frames.decoded > 0 {
                try console.write("\n" + console.text(outcome, store: store))
            }
        }
        for (name, result) in zip(names, results) {
            tell(result, of: name)
        }
        return Self.exitStatus(results)
    }

    private func tell(_ result: Result<RunOutcome, any Error>, of name: String) {
        switch result {
        case .failure(let error):
            console.note("\(name): \(error)")
        case .success(let outcome):
            if let failure = outcome.failure {
                console.note("\(name): \(failure)")
            }
            for warning in outcome.summary.warnings where !wish.isVerbose || wish.isJSON {
                console.warning("\(name): \(warning.text) \(warning.remedy)")
            }
            for event in outcome.summary.events where event.code == RunEvent.controlMissing {
                console.warning("\(name): \(event.text)")
            }
        }
    }

    static func exitStatus(_ results: [Result<RunOutcome, any Error>]) -> ExitStatus {
        let statuses = results.map { (try? $0.get().exitStatus) ?? .failed }
        let failed = results.count { result in
            guard let outcome = try? result.get() else { return true }
            return outcome.failure != nil
        }
        if failed == results.count {
            return .failed
        }
        return statuses.allSatisfy { $0 == .done } ? .done : .partial
    }
}
