import Estimation
import Foundation
import LabModel

extension ReportRun {
    /// The name by which a command finds it, to stand alone.
    var alone: String { OutsideText.plain(rawName) }

    /// The name to stand in a sentence.
    var inSentence: String { OutsideText.name(rawName) }

    /// Its id, with its attempt where that is not the first.
    var rawName: String {
        let run = summary.run
        return run.attempt > 1 ? "\(run.id)@\(run.attempt)" : run.id
    }

    /// What its pictures' time counts from: a file and an imported trace have no request.
    var timeTitle: String {
        let startup = summary.startupMs
        let isAsked = [startup.connect, startup.firstByte, startup.firstFrame].contains { $0 != nil }
        return "time since the first \(isAsked ? "request" : "frame")"
    }

    /// When it began, in seconds since 1970; nil where its text is no instant.
    var startedSeconds: Double? {
        let strategy = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let date =
            (try? strategy.parse(summary.run.startedAt))
            ?? (try? Date.ISO8601FormatStyle().parse(summary.run.startedAt))
        return date?.timeIntervalSince1970
    }
}

extension EndReason {
    /// How it ended, in a word or two.
    var words: String {
        switch self {
        case .duration: "as asked"
        case .frameLimit: "frame limit"
        case .endOfStream: "end of stream"
        case .interrupted: "interrupted"
        case .stalled: "stalled"
        case .noMark: "no mark read"
        case .failed: "failed"
        }
    }
}
