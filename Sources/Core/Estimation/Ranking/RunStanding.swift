import LabModel

/// What of one run its provider's place depends on.
struct RunStanding {
    /// The number by which is ranked; nil where the run knows none.
    let value: BoundedDelay?
    /// The 95th percentile of signal delay; nil where the run knows none.
    let signalDelay: BoundedDelay?
    /// Whether the stream stopped before the asked duration was over.
    let hasDied: Bool
    /// Media shown, in seconds: each picture lasts the mean time from picture to picture; of a run that ended at its limit of
    /// frames what was asked.
    let delivered: Double
    /// What was asked for, in seconds; where that was a count of frames, what was received lasts that long; nil where nothing
    /// was asked for, and nothing was measured either.
    let asked: Double?
    /// Why the run takes no part; nil where it does.
    let reasonToLeaveOut: String?

    init(_ summary: Summary, key: RankingKey) {
        signalDelay = summary.signalDelayMs.flatMap { delay in
            delay.values.p95.map { BoundedDelay(milliseconds: $0, isLowerBound: delay.lowerBound.contains("p95")) }
        }
        value =
            switch key {
            case .signalDelay: signalDelay
            case .operatingDelay:
                summary.playout?.operatingDelayMs.map {
                    BoundedDelay(milliseconds: $0, isLowerBound: summary.hasOpenOperatingDelay)
                }
            }
        let shown = Self.shown(summary)
        if summary.run.endReason == .frameLimit {
            // It was asked for a count of frames and got them, however much longer it might have run.
            delivered = shown > 0 ? shown : summary.run.durationS ?? 0
            asked = delivered
        } else {
            delivered = shown
            asked = Self.asked(summary)
        }
        hasDied = Self.hasDied(summary, asked: asked, delivered: delivered)
        if summary.isOverloaded {
            reasonToLeaveOut = "the streamer was overloaded"
        } else if summary.hasBypassedLink {
            reasonToLeaveOut = "its media came past the link"
        } else if value == nil, !hasDied {
            let isUnmarked = summary.run.endReason == .noMark || summary.frames.marked == 0
            reasonToLeaveOut = isUnmarked ? "no mark was read" : "no \(key.noun) is known"
        } else {
            reasonToLeaveOut = nil
        }
    }

    private static func shown(_ summary: Summary) -> Double {
        let frames = summary.frameRate.periods.reduce(0) { $0 + $1.frames }
        guard let rate = summary.frameRate.meanFps, rate > 0 else { return 0 }
        return Double(frames) / rate
    }

    /// The asked duration in seconds, or the measured one where none was given.
    private static func asked(_ summary: Summary) -> Double? {
        let asked: Double? =
            switch summary.run.settings["duration_s"] {
            case .number(let seconds): seconds
            case .integer(let seconds): Double(seconds)
            case .flag, .text, nil: nil
            }
        return asked ?? summary.run.durationS
    }

    private static func hasDied(_ summary: Summary, asked: Double?, delivered: Double) -> Bool {
        switch summary.run.endReason {
        case .stalled, .failed:
            true
        case .endOfStream:
            // A file ends where it ends; only a live stream was joined.
            summary.startupMs.isKnown && summary.run.settings["duration_s"] != nil && delivered < asked ?? 0
        case .duration, .frameLimit, .interrupted, .noMark:
            summary.events.contains { $0.code == StreamStopped.code }
        }
    }
}

extension Summary.StartupPart {
    /// Whether the run joined a live stream and got anything of it.
    var isKnown: Bool {
        connect != nil || firstByte != nil || firstFrame != nil || firstMark != nil
    }
}
