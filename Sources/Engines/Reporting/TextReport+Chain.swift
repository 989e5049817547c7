import Estimation
import LabModel

/// What is known of the stream's way: start, player, clocks, both ends.
extension TextReport {
    static func startup(_ startup: Summary.StartupPart) -> String? {
        join([
            startup.connect.map { "connected after \(NumberText.length(milliseconds: $0))" },
            startup.firstByte.map { "first byte \(NumberText.length(milliseconds: $0))" },
            startup.firstFrame.map { "first picture \(NumberText.length(milliseconds: $0))" },
            startup.firstMark.map { "first mark \(NumberText.length(milliseconds: $0))" },
        ])
    }

    static func joins(_ joins: Summary.Joins?, style: TextStyle) -> String? {
        guard let joins else { return nil }
        return join([
            NumberText.count(joins.n, "fresh join"),
            joins.failed > 0 ? "\(joins.failed) without a picture that could be read in time" : nil,
            quantiles("first picture", joins.firstFrame, style: style),
            quantiles("first mark", joins.firstMark, style: style),
        ])
    }

    private static func quantiles(_ name: String, _ times: SignalDelay?, style: TextStyle) -> String? {
        guard let times, let p50 = times.values.p50, let p95 = times.values.p95 else { return nil }
        let text = { (rank: String, value: Double) in
            (times.lowerBound.contains(rank) ? style.atLeast : "") + "\(NumberText.length(milliseconds: value)) \(rank)"
        }
        return "\(name) \(text("p50", p50)) and \(text("p95", p95))"
    }

    static func playout(_ summary: Summary, style: TextStyle) -> String? {
        guard let playout = summary.playout else { return nil }
        let length = { (value: Double, isOpen: Bool) in
            (isOpen ? style.atLeast : "") + NumberText.length(milliseconds: value)
        }
        let unseen = summary.frames.unresolved ?? 0
        let isOpen = summary.hasOpenOperatingDelay
        return join([
            playout.leastDelayNoStallMs.map { "never stalls from \(length($0, unseen > 0)) on" },
            playout.operatingDelayMs.map { "operating delay \(length($0, isOpen))" },
            unseen > 0 ? "\(NumberText.count(unseen, "frame")) never seen, so the delays are at least these" : nil,
        ])
    }

    static func control(_ control: ControlDelay?) -> String? {
        guard let control else { return nil }
        return "\(control.matched) frames compared, \(control.onlyTest) only under test, "
            + "\(control.onlyControl) only in the control stream"
    }

    static func clock(_ clock: Summary.Clock, style: TextStyle) -> String {
        switch clock.method {
        case .none: return "offset between streamer and receiver not known"
        case .trace: return "as the imported trace has it; error not known"
        case .sameHost: return join(["one clock for both ends", offset(clock, style: style)]) ?? ""
        case .http, .ntp:
            let how = clock.method == .http ? "asked the streamer" : "asked an NTP server"
            return join([
                "\(how) \(NumberText.count(clock.exchanges, "time"))",
                offset(clock, style: style) ?? "offset not known",
                clock.minRttMs.map { "shortest round trip \(NumberText.length(milliseconds: $0))" },
                clock.driftPpm.map { "drift \(NumberText.signed(milliseconds: $0)) ppm" },
                clock.steps > 0 ? NumberText.count(clock.steps, "step") : nil,
            ]) ?? how
        }
    }

    private static func offset(_ clock: Summary.Clock, style: TextStyle) -> String? {
        guard let offset = clock.offsetMs else { return nil }
        let sign = offset > 0 ? "+" : ""
        guard let bound = clock.errorBoundMs else {
            return "offset \(sign)\(NumberText.milliseconds(offset)) ms, error not known"
        }
        if offset == 0, bound == 0 {
            return "so no offset and no error"
        }
        // Bounds are often far below a millisecond.
        let decimals = bound < 10 ? 3 : 1
        let worst = clock.errorBoundMaxMs.flatMap { worst in
            worst > bound ? " (\(NumberText.fixed(worst, decimals: decimals)) at worst)" : nil
        }
        return "offset \(sign)\(NumberText.fixed(offset, decimals: decimals)) \(style.plusMinus) "
            + "\(NumberText.fixed(bound, decimals: decimals)) ms\(worst ?? "")"
    }

    static func intrinsic(_ intrinsic: Summary.Intrinsic?) -> String? {
        guard let intrinsic else { return nil }
        return "the lab's own chain adds \(NumberText.length(milliseconds: intrinsic.p50Ms)) at p50, "
            + "\(NumberText.length(milliseconds: intrinsic.p95Ms)) at p95 (not subtracted; calibration "
            + "\(intrinsic.calibrationId), \(NumberText.fixed(intrinsic.ageH, decimals: 0)) h old)"
    }

    static func sound(_ offset: Double) -> String {
        offset == 0
            ? "together with the picture"
            : "\(NumberText.length(milliseconds: offset.magnitude)) \(offset > 0 ? "before" : "after") the picture"
    }

    /// What it cost, a clause for each currency; nil where nothing is charged for, as far as is known.
    static func cost(_ costs: [RunCost]) -> String? {
        let texts = costs.map { cost in
            let amounts = [
                cost.run.map { "\(NumberText.money($0)) for the run" },
                cost.perHour.map { "\(NumberText.money($0)) an hour of sending" },
                cost.perViewerHour.map { "\(NumberText.money($0)) more for each viewer's hour" },
            ]
            let dates = cost.dates.isEmpty ? "" : " (prices of \(cost.dates.joined(separator: ", ")))"
            return "\(cost.currency) \(join(amounts) ?? "not known")\(dates)"
        }
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }

    static func streamer(_ streamer: Summary.Streamer?) -> String? {
        guard let streamer else { return nil }
        return join([
            streamer.ticks.map { NumberText.count($0, "tick") },
            streamer.late.map { "\($0) late" },
            streamer.skipped.map { "\($0) skipped" },
            spread("lateness", streamer.latenessMs),
            spread("encoding", streamer.encodeMs),
            streamer.cpuCores.map { "\(NumberText.fixed($0, decimals: 2)) core" },
        ])
    }

    private static func spread(_ name: String, _ spread: Summary.Spread?) -> String? {
        guard let spread, let p50 = spread.p50, let p95 = spread.p95 else { return nil }
        return "\(name) \(NumberText.milliseconds(p50)) ms p50 and \(NumberText.milliseconds(p95)) ms p95"
    }

    static func receiver(_ receiver: Summary.Receiver) -> String? {
        join([
            receiver.cpuCores.map { "\(NumberText.fixed($0, decimals: 2)) core" },
            receiver.maxDecodeQueueMs.map { "waited for the decoder at most \(NumberText.length(milliseconds: $0))" },
            receiver.peakMemoryMb.map { "\(NumberText.fixed($0, decimals: 0)) MB at most" },
        ])
    }
}
