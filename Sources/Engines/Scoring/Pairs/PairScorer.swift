internal import LabModel
internal import Quality

/// Scores pairs by everything that was asked for, whole and without the mark's area; one thread at a time.
///
/// VMAF comes later than the rest: ``finish()`` tells it, by the pairs' ids.
final class PairScorer {
    /// What became of VMAF.
    struct Late {
        /// Which model predicted it; nil where nothing was to be predicted.
        var model: String?
        /// Which library computed it; nil where none did.
        var version: String?
        /// The scores of whole pictures by id.
        var whole: [Int: Double] = [:]
        /// The scores without the mark's area by id.
        var masked: [Int: Double] = [:]
        /// The first thing that went wrong; nil where nothing did.
        var failure: QualityError?
    }

    /// Whether the frames beside a reference are looked at.
    let looksAtNeighbours: Bool

    private var scorer: PictureScorer
    private let areas: [PixelRect]
    private let whole: VMAFSession?
    private let masked: VMAFSession?
    private var failure: QualityError?
    private let copies = (0..<4).map { _ in MaskedCopy() }

    /// Prepares to score; a VMAF that was asked for and cannot be had is ``failure``, and the rest is scored without it.
    /// - Parameters:
    ///   - settings: what to compute.
    ///   - shape: the shape of every picture.
    ///   - areas: what the mark covers; empty for pictures without one.
    ///   - isLive: whether a stream is measured meanwhile.
    ///   - clock: the clock of the waiting.
    init(_ settings: QualitySettings, shape: VMAFShape, areas: [PixelRect], isLive: Bool, clock: any LabClock) {
        scorer = PictureMetrics.make(settings.metrics)
        self.areas = areas
        var sessions: (whole: VMAFSession?, masked: VMAFSession?) = (nil, nil)
        if settings.metrics.contains(.vmaf) {
            do throws(QualityError) {
                let tool = try VMAFSearch(option: settings.vmafTool, environment: settings.environment)
                    .find()
                let model = try VMAFModel(option: settings.vmafModel)
                let limits = isLive ? VMAFLimits.live : VMAFLimits()
                sessions.whole = try VMAFSession(tool: tool, model: model, shape: shape, limits: limits, clock: clock)
                if !areas.isEmpty {
                    sessions.masked = try VMAFSession(
                        tool: tool,
                        model: model,
                        shape: shape,
                        limits: limits,
                        clock: clock
                    )
                }
            } catch {
                failure = error
            }
        }
        (whole, masked) = sessions
        looksAtNeighbours = sessions.whole != nil
    }

    /// Scores a pair.
    /// - Parameters:
    ///   - id: each once.
    ///   - references: what the picture should look like.
    ///   - picture: of the same size.
    /// - Returns: all scores but VMAF; those without the mark's area are nil where there is none.
    /// - Throws: ``QualityError/differentShapes(reference:distorted:)``.
    func score(
        id: Int,
        references: References,
        picture: PictureView
    ) throws(QualityError) -> (scores: PictureScores, masked: PictureScores?) {
        let scores = try scorer.score(PicturePair(reference: references.at, distorted: picture))
        var masked: PictureScores?
        if !areas.isEmpty {
            masked = try scorer.score(PicturePair(reference: references.at, distorted: picture, masks: areas))
        }
        submit(id, references, picture)
        return (scores, masked)
    }

    private func submit(_ id: Int, _ references: References, _ picture: PictureView) {
        guard failure == nil, let whole else { return }
        do throws(QualityError) {
            try whole.submit(
                id: id,
                references: (references.before, references.at, references.after),
                distorted: picture
            )
            guard let masked else { return }
            let areas = areas
            try masked.submit(
                id: id,
                references: (
                    references.before.map { copies[0].take($0, masks: areas) },
                    copies[1].take(references.at, masks: areas),
                    references.after.map { copies[2].take($0, masks: areas) }
                ),
                distorted: copies[3].take(picture, masks: areas)
            )
        } catch {
            failure = error
        }
    }

    /// Ends VMAF's programs at once; to be called from any thread.
    ///
    /// What they had not computed yet is lost.
    var cancelVMAF: @Sendable () -> Void {
        let sessions = [whole, masked].compactMap { $0 }
        return { sessions.forEach { $0.cancel() } }
    }

    /// Waits for the last of VMAF; nothing is scored afterwards.
    func finish() -> Late {
        var late = Late(failure: failure)
        if let outcome = whole?.finish() {
            late.whole = Self.scores(of: outcome)
            late.failure = late.failure ?? outcome.failure
            if !late.whole.isEmpty {
                late.model = outcome.model
                late.version = outcome.version
            }
        }
        if let outcome = masked?.finish() {
            late.masked = Self.scores(of: outcome)
            late.failure = late.failure ?? outcome.failure
        }
        return late
    }

    private static func scores(of outcome: VMAFOutcome) -> [Int: Double] {
        Dictionary(outcome.scores.map { ($0.id, $0.vmaf) }, uniquingKeysWith: { first, _ in first })
    }
}
