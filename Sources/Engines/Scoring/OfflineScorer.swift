public import LabModel
public import Media
internal import Quality

/// Scores a file against another one, frame by frame in order, for pictures that carry no marks.
///
/// Recordings with marks are received as files instead, with quality asked for: the marks say which frame each picture
/// is, and the run is measured and stored like any other.
public struct OfflineScorer: Sendable {
    /// What was found.
    public struct Outcome: Sendable {
        /// The scores: the place in the reference, from 0, as the frame's number, in the stream ``StreamID/foreign``.
        public var facts: QualityFacts
        /// What happened that may explain them, counted from 0 s.
        public var events: [RunEvent]
        /// How scoring ended: `endOfStream` with the shorter file, `frameLimit` where there were too many pairs, `stalled` at
        /// a picture that cannot be scored, `interrupted` where somebody
        /// asked for it; an event says more.
        public var endReason: EndReason
    }

    let settings: QualitySettings
    let clock: any LabClock

    /// Prepares to score.
    /// - Parameters:
    ///   - settings: what to compute; there is no content file, and worst moments are kept where their folder is named.
    ///   - clock: the clock of the files' limits.
    public init(_ settings: QualitySettings, clock: any LabClock) {
        self.settings = settings
        self.clock = clock
    }

    /// Scores a file's pictures against the reference's of the same places.
    ///
    /// The longer one's rest is left out, which an event tells. Both are compared as the reference's first picture is: its
    /// size, bits, range and matrix. Scoring ends early at a picture that cannot be scored, and after
    /// `QualityFacts.frameLimit` pairs.
    ///
    /// Blocks: belongs on a thread of its own.
    /// - Parameters:
    ///   - distorted: the file whose pictures are scored, scaled to the reference's size where theirs is another.
    ///   - reference: the file that shows what they should look like.
    ///   - interrupt: ends it, and the search for worst moments, after the picture at hand; VMAF's programs get some seconds
    ///     for what they were given.
    ///   - hurry: takes those seconds away, once scoring was interrupted.
    ///   - onProgress: told after each picture how many are done.
    /// - Returns: the scores.
    /// - Throws: ``ScoringError`` where a file cannot be read, or their first pictures cannot be compared.
    public func score(
        _ distorted: String,
        against reference: String,
        interrupt: Interrupt = Interrupt(),
        hurry: Interrupt = Interrupt(),
        onProgress: (Int) -> Void = { _ in }
    ) throws(ScoringError) -> Outcome {
        let files = (distorted: distorted, reference: reference)
        var course = try FilePairs(settings, files: files, interrupt: interrupt, clock: clock)
        let grace = VMAFGrace(by: clock)
        let handler = interrupt.onCancel { [cancel = course.cancelVMAF] in grace.begin(cancel) }
        let hurrying = hurry.onCancel(course.cancelVMAF)
        defer {
            interrupt.removeHandler(handler)
            hurry.removeHandler(hurrying)
            grace.end()
        }
        while !interrupt.isCancelled, try course.step() {
            onProgress(course.done)
        }
        var outcome = course.finish()
        if settings.keepWorst > 0, !interrupt.isCancelled, let folder = settings.worstFolder {
            let moments = FileMoments(
                reference: reference,
                distorted: distorted,
                period: course.period,
                interrupt: interrupt,
                clock: clock
            )
            outcome.events += moments.keep(settings.keepWorst, of: outcome.facts, in: folder)
        }
        if interrupt.isCancelled {
            outcome.endReason = .interrupted
        }
        return outcome
    }
}
