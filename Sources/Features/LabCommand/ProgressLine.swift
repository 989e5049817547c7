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

    private let console: Console
    private let clock: any LabClock
    private let isQuiet: Bool
    private let last = Mutex<MonotonicTime?>(nil)

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
        guard !isQuiet else { return }
        let pause: Latency = console.errorsAreTerminal ? .milliseconds(100) : .seconds(10)
        let now = clock.monotonicNow()
        let isTerminal = console.errorsAreTerminal
        let isDue = last.withLock { last in
            // Short work needs no line in a log: the first one comes after the first pause.
            let since = last ?? (isTerminal ? now + (.zero - pause) : now)
            last = last ?? since
            guard now - since >= pause else { return false }
            last = now
            return true
        }
        guard isDue else { return }
        if console.errorsAreTerminal {
            let line = Self.line(progress, unicode: console.hasUnicode, barWidth: max(0, min(30, console.width - 60)))
            console.show(status: String(line.prefix(max(1, console.width - 1))))
        } else {
            console.note(Self.line(progress, unicode: console.hasUnicode, barWidth: 0))
        }
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
