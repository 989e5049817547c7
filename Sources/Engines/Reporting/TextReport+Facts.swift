import Estimation
import LabModel

extension TextReport {
    /// One fact: its name and what is to be said; no text leaves it out.
    private typealias Fact = (name: String, text: String?)

    /// Everything else that is known, a line or two each.
    static func facts(_ summary: Summary, worst: [WorstMoment] = [], style: TextStyle) -> [String] {
        let facts: [Fact] = [
            ("frames", sent(summary.frames)),
            ("pictures", pictures(summary.frames)),
            ("held back", heldBack(summary.heldBackFrames)),
            ("frame rate", rate(summary.frameRate)),
            ("freezes", episodes(summary.freezes, seen: summary.frames.marked > 0)),
            ("stalls", summary.stalls.count > 0 ? episodes(summary.stalls, seen: true) : nil),
            ("reconnects", reconnects(summary.reconnects)),
            ("jitter", jitter(summary, style: style)),
            ("stream", way(summary)),
            ("start-up", startup(summary.startupMs)),
            ("joins", joins(summary.startupMs.joins, style: style)),
            ("bitrate", summary.bitrateBps.map(NumberText.rate)),
            ("playout", playout(summary, style: style)),
            ("player", start(summary.playout?.start)),
            ("segments", segments(summary.segments)),
            ("control", control(summary.relativeToControlMs)),
            ("clock", clock(summary.clock, style: style)),
            ("intrinsic", intrinsic(summary.intrinsic)),
            ("quality", quality(summary.quality)),
            ("worst", moments(worst)),
            ("sound", summary.avOffsetMs.map(sound)),
            ("cost", cost(RunCost.costs(of: summary))),
            ("streamer", streamer(summary.streamer) ?? "not known"),
            ("receiver", receiver(summary.receiver)),
        ]
        return facts.flatMap { fact in
            fact.text.map { lines(fact.name, $0, style: style) } ?? []
        }
    }

    /// A name in the first column and text beside it, wrapped.
    static func lines(_ name: String, _ text: String, style: TextStyle) -> [String] {
        let indent = 12
        return TextStyle.wrap(style.clean(text), width: style.width - indent).enumerated().map { index, line in
            let label = TextTable.pad(index == 0 ? name : "", to: indent, .left)
            return style.paint(label, .faint) + line
        }
    }

    /// `a, b and so on` of what is known; nil where nothing is.
    static func join(_ parts: [String?]) -> String? {
        let known = parts.compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: ", ")
    }

    private static func sum(_ parts: [(Int?, String)]) -> String {
        parts.enumerated().compactMap { index, part in
            guard let count = part.0, count > 0 || index < 1 else { return nil }
            return "\(count) \(part.1)"
        }.joined(separator: " + ")
    }

    private static func sent(_ frames: Summary.Frames) -> String {
        guard let expected = frames.expected else {
            return "\(frames.marked) read; how many were sent is not known"
        }
        let parts = sum([
            (frames.marked, "read"), (frames.filled, "shown unreadable"), (frames.dropped, "dropped"),
            (frames.unresolved, "unresolved at the end"),
        ])
        let none = frames.dropped == 0 ? "; none dropped" : ""
        return
            "\(expected) sent = \(parts)\(none)\(frames.expectedMethod == .extrapolated ? " (sent: extrapolated)" : "")"
    }

    private static func pictures(_ frames: Summary.Frames) -> String? {
        guard frames.decoded > 0 || frames.received > 0 else { return "none decoded" }
        let parts = sum([
            (frames.marked, "read"), (frames.duplicated, "duplicated"), (frames.repeated, "repeated"),
            (frames.backlog, "backlog"), (frames.unreadable, unreadable(frames)),
        ])
        return join([
            "\(frames.decoded) decoded = \(parts)",
            frames.received == frames.decoded ? nil : "\(frames.received) access units received",
            frames.outOfOrder > 0 ? "\(frames.outOfOrder) out of order" : nil,
            frames.negativeDelay > 0 ? "\(frames.negativeDelay) decoded before they were stamped" : nil,
        ])
    }

    private static func unreadable(_ frames: Summary.Frames) -> String {
        let causes = frames.unreadableBy.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        let list = causes.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return list.isEmpty ? "unreadable" : "unreadable (\(list))"
    }

    private static func heldBack(_ held: Summary.HeldBack) -> String? {
        guard let median = held.median, let max = held.max else { return nil }
        return median == 0 && max == 0
            ? "no frame" : "\(NumberText.count(median, "frame period")) at the median, \(max) at most"
    }

    private static func rate(_ rate: Summary.FrameRatePart) -> String? {
        join([
            rate.meanFps.map { "\(NumberText.fixed($0, decimals: 2)) fps mean" },
            rate.harmonicFps.map { "\(NumberText.fixed($0, decimals: 2)) fps harmonic" },
        ])
    }

    static func episodes(_ episodes: Summary.Episodes, seen: Bool) -> String? {
        guard seen else { return nil }
        guard episodes.count > 0 else { return "none" }
        return "\(episodes.count), \(NumberText.length(milliseconds: episodes.totalMs)) in all, the longest "
            + NumberText.length(milliseconds: episodes.longestMs)
    }

    private static func reconnects(_ reconnects: Summary.Reconnects) -> String? {
        guard reconnects.count > 0 else { return nil }
        return "\(reconnects.count), away for \(NumberText.length(milliseconds: reconnects.gapMs)) in all"
    }

    private static func jitter(_ summary: Summary, style: TextStyle) -> String? {
        let interval = summary.driftCi95.flatMap { ends -> String? in
            guard ends.count == 2 else { return nil }
            return " (\(NumberText.signed(milliseconds: ends[0])) to \(NumberText.signed(milliseconds: ends[1])))"
        }
        return join([
            summary.jitterMs.map { NumberText.length(milliseconds: $0) },
            summary.jitterRfc3550Ms.map { "by RFC 3550 \(NumberText.length(milliseconds: $0))" },
            summary.driftMsPerMin.map { "drift \(NumberText.signed(milliseconds: $0)) ms/min\(interval ?? "")" },
        ])
    }
}
