public import LabModel
import Synchronization

/// How far a run has come, on one line of a terminal that is redrawn at most ten times a second.
///
/// In a pipe a plain line every ten seconds; quiet where so asked.
public final class ProgressLine: Sendable {
    /// What is known at an instant; nil is left out.
    public struct Progress: Hashable, Sendable {
        /// How much of the run is done.
        public var elapsed: Latency
        /// How long it will be; nil where it has no known end.
        public var total: Latency?
        /// Frames a second of late.
        public var framesPerSecond: Double?
        /// The frame delay of late.
        public var delay: Latency?
        /// Frames dropped so far.
        public var dropped: Int?
        /// What is being done, such as `waiting for the first picture`; shown instead of an unknown bar.
        public var text: String?

        /// Makes progress of which only the time is known.
        public init(elapsed: Latency, total: Latency? = nil) {
            self.elapsed = elapsed
            self.total = total
        }
    }

    private struct State {
        var last: MonotonicTime?
        /// What is known of each of several runs.
        var rows: [Int: (name: String, progress: Progress)] = [:]
    }

    private let console: Console
    private let clock: any LabClock
    private let isQuiet: Bool
    private let state = Mutex(State())

    /// Makes a line that shows nothing yet.
    ///
    /// - Parameters:
    ///   - console: where it is shown.
    ///   - clock: what keeps it from being redrawn too often.
    ///   - isQuiet: whether to show nothing at all.
    public init(console: Console, clock: any LabClock, isQuiet: Bool = false) {
        self.console = console
        self.clock = clock
        self.isQuiet = isQuiet
    }

    /// Shows progress, unless the last was shown too shortly ago.
    public func update(_ progress: Progress) {
        guard !isQuiet, isDue() else { return }
        if console.errorsAreTerminal {
            console.show(status: cut(line(progress, beside: 0)))
        } else {
            console.note(Self.line(progress, unicode: console.hasUnicode, barWidth: 0))
        }
    }

    /// Shows progress as one of several lines, unless the last were shown too shortly ago.
    ///
    /// - Parameters:
    ///   - progress: of one run.
    ///   - place: the run's place among the lines, from 0.
    ///   - name: what its line begins with.
    public func update(_ progress: Progress, at place: Int, name: String) {
        guard !isQuiet else { return }
        state.withLock { $0.rows[place] = (name, progress) }
        guard isDue() else { return }
        let rows = state.withLock { $0.rows.sorted { $0.key < $1.key }.map(\.value) }
        let width = rows.map(\.name.count).max() ?? 0
        if console.errorsAreTerminal {
            let lines = rows.map { row in
                cut(
                    row.name + String(repeating: " ", count: width - row.name.count + 2)
                        + line(row.progress, beside: width + 2)
                )
            }
            console.show(status: lines.joined(separator: "\n"))
        } else {
            for row in rows {
                console.note("\(row.name): " + Self.line(row.progress, unicode: console.hasUnicode, barWidth: 0))
            }
        }
    }

    /// Whether enough time has passed since the last was shown; if so, it counts as shown.
    private func isDue() -> Bool {
        let isTerminal = console.errorsAreTerminal
        let pause: Latency = isTerminal ? .milliseconds(100) : .seconds(10)
        let now = clock.monotonicNow()
        return state.withLock { state in
            // Short work needs no line in a log: the first one comes after the first pause.
            let since = state.last ?? (isTerminal ? now + (.zero - pause) : now)
            state.last = state.last ?? since
            guard now - since >= pause else { return false }
            state.last = now
            return true
        }
    }

    private func line(_ progress: Progress, beside width: Int) -> String {
        Self.line(progress, unicode: console.hasUnicode, barWidth: max(0, min(30, console.width - 60 - width)))
    }

    private func cut(_ line: String) -> String {
        String(line.prefix(max(1, console.width - 1)))
    }

    /// Takes the line away.
    public func finish() {
        if !isQuiet, console.errorsAreTerminal {
            console.show(status: "")
        }
    }

    /// The line's text; without a bar where its width is 0.
    static func line(_ progress: Progress, unicode: Bool, barWidth: Int) -> String {
        var parts: [String] = []
        if let total = progress.total, total > .zero {
            let done = min(1, max(0, progress.elapsed.seconds / total.seconds))
            let filled = Int(done * Double(barWidth))
            let bar =
                String(repeating: unicode ? "━" : "=", count: filled)
                + String(repeating: unicode ? "┄" : ".", count: barWidth - filled)
            parts += barWidth > 0 ? [bar] : []
            parts.append("\(tenths(progress.elapsed.seconds))/\(tenths(total.seconds)) s")
        } else {
            parts.append("\(tenths(progress.elapsed.seconds)) s")
        }
        parts += progress.text.map { [$0] } ?? []
        parts += progress.framesPerSecond.map { ["\(tenths($0)) fps"] } ?? []
        parts += progress.delay.map { ["delay \(tenths($0.milliseconds)) ms"] } ?? []
        parts += progress.dropped.map { ["\($0) dropped"] } ?? []
        return parts.joined(separator: "  ")
    }

    private static func tenths(_ value: Double) -> String {
        let scaled = Int64(exactly: (value * 10).rounded()) ?? 0
        return "\(scaled < 0 ? "-" : "")\(scaled.magnitude / 10).\(scaled.magnitude % 10)"
    }
}
