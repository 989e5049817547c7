import Estimation
import Foundation
public import LabCommand
public import LabModel
public import Receiving
import Reporting
public import RunStore

/// Shows runs on the console: their progress while they are measured, their summaries after.
public struct RunConsole: Sendable {
    /// Where everything is shown.
    public let console: Console
    private let progress: ProgressLine
    private let isJSON: Bool

    /// Makes a console for runs.
    ///
    /// - Parameters:
    ///   - console: where everything is shown.
    ///   - clock: what keeps the progress from being redrawn too often.
    ///   - isJSON: whether standard output gets one JSON object instead of a summary to read.
    public init(console: Console, clock: any LabClock, isJSON: Bool) {
        self.console = console
        progress = ProgressLine(console: console, clock: clock)
        self.isJSON = isJSON
    }

    /// Shows how far a run has come.
    public func show(_ state: ReceiveProgress) {
        progress.update(ProgressLine.Progress(state))
    }

    /// Shows what is being done before there is progress.
    public func show(_ text: String) {
        var line = ProgressLine.Progress(elapsed: .zero)
        line.text = text
        progress.update(line)
    }

    /// Takes the progress away.
    public func clear() {
        progress.finish()
    }

    /// Shows what runs left behind: the summary on standard output, the failure and the warnings on standard error.
    ///
    /// - Parameters:
    ///   - outcome: the run.
    ///   - store: where it is stored.
    ///   - samples: a file that gets one line a frame as CSV; nil writes none.
    /// - Returns: what the process should exit with.
    /// - Throws: ``RunStoreError`` when the samples cannot be read; ``CommandError`` when output cannot be written.
    public func finish(_ outcome: RunOutcome, store: RunStore, samples: String?) throws -> ExitStatus {
        progress.finish()
        if isJSON {
            try console.write(JSONReport.render([outcome.summary]))
        } else if outcome.summary.frames.decoded > 0 || outcome.summary.quality?.matched != nil {
            try console.write(try console.text(outcome, store: store))
        }
        if isJSON {
            for warning in outcome.summary.warnings {
                console.warning("\(warning.text) \(warning.remedy)")
            }
        }
        for event in outcome.summary.events where event.code == RunEvent.controlMissing {
            console.warning(event.text)
        }
        if let samples {
            try writeSamples(of: outcome.run, in: store, to: samples)
        }
        if let failure = outcome.failure {
            throw failure
        }
        return outcome.exitStatus
    }

    private func writeSamples(of run: StoredRun, in store: RunStore, to path: String) throws {
        let file = try OutputFile(path)
        try CSVReport.write(samples: store.samples(of: run)) { line in
            try file.write(line)
        }
        try file.close()
    }
}

extension ProgressLine.Progress {
    /// What a progress line shows of a run.
    init(_ state: ReceiveProgress) {
        self.init(elapsed: state.elapsed, total: state.total)
        switch state.stage {
        case .connecting:
            text = "waiting for the first picture"
            total = nil
        case .searching:
            text = "looking for a mark"
            total = nil
        case .joining(let number, let count):
            text = "join \(number) of \(count)"
            total = nil
        case .scoring:
            text = "scoring what was displayed (Ctrl-C ends it)"
            total = nil
        case .measuring, .draining:
            framesPerSecond = state.tally.recentFramesPerSecond
            delay = state.tally.recentFrameDelay
            dropped = state.tally.dropped
            let scoring = state.scoredEvery.flatMap { $0 > 1 ? "scoring one of \($0) frames" : nil }
            text = state.stage == .draining ? "waiting for the last frames" : scoring
        }
    }
}
