import LabModel

extension TextReport {
    /// One sentence: which run, what was measured, how late, what was lost.
    static func headline(_ summary: Summary, style: TextStyle) -> [String] {
        let run = summary.run
        let subject = style.clean("\(run.id)\(run.attempt > 1 ? "@\(run.attempt)" : "") through \(run.provider)")
        if let pair = pair(summary, style: style) {
            return TextStyle.wrap("\(subject): \(pair).", width: style.width).map { style.paint($0, .strong) }
        }
        let sentence =
            "\(subject): "
            + [stream(summary, style: style), delay(summary), losses(summary), ending(summary)]
            .filter { !$0.isEmpty }.joined(separator: ", ") + "."
        return TextStyle.wrap(sentence, width: style.width).map { style.paint($0, .strong) }
    }

    /// Two files that were compared frame by frame; nil for every other run.
    private static func pair(_ summary: Summary, style: TextStyle) -> String? {
        guard case .text(let reference) = summary.run.settings["reference"], let quality = summary.quality else {
            return nil
        }
        let files = "\(style.clean(summary.run.url)) beside \(style.clean(reference))"
        return [files, "\(NumberText.count(quality.framesScored, "frame")) scored", ending(summary)]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func stream(_ summary: Summary, style: TextStyle) -> String {
        let media = summary.media
        var words: [String] = []
        if let seconds = summary.run.durationS {
            words.append("\(NumberText.fixed(seconds, decimals: 1)) s of")
        }
        if let width = media.width, let height = media.height {
            words.append("\(width)x\(height)")
        }
        words.append(media.codec.map(style.clean) ?? "video")
        if let rate = media.fps {
            words.append("at \(frameRate(rate)) fps")
        }
        return words.joined(separator: " ")
    }

    /// A frame rate without needless decimals: `30`, `29.97`.
    static func frameRate(_ rate: Double) -> String {
        rate == rate.rounded() ? NumberText.fixed(rate, decimals: 0) : NumberText.fixed(rate, decimals: 2)
    }

    private static func delay(_ summary: Summary) -> String {
        guard let p50 = summary.frameDelayMs?.p50, let p95 = summary.frameDelayMs?.p95 else {
            return summary.frames.marked > 0 ? "frame delay not known" : "no mark was read, so no delay is known"
        }
        return "frame delay \(NumberText.length(milliseconds: p50)) at p50 and "
            + "\(NumberText.length(milliseconds: p95)) at p95"
    }

    private static func losses(_ summary: Summary) -> String {
        guard let dropped = summary.frames.dropped else { return "" }
        // Neither shown nor surely dropped: without them "0 dropped" would read as if all had come.
        let unseen = summary.frames.unresolved.flatMap { $0 > 0 ? ", \($0) never seen" : nil } ?? ""
        guard let expected = summary.frames.expected else {
            return "\(NumberText.count(dropped, "frame")) dropped\(unseen)"
        }
        return "\(dropped) of \(NumberText.count(expected, "frame")) dropped\(unseen)"
    }

    private static func ending(_ summary: Summary) -> String {
        switch summary.run.endReason {
        case .duration, .frameLimit, .endOfStream:
            summary.events.contains { $0.code == "stream_stopped" } ? "the stream stopped before the end" : ""
        case .interrupted: "interrupted"
        case .stalled: "ended early because the stream stopped"
        case .noMark: "ended because no mark could be read"
        case .failed: "failed"
        }
    }
}
