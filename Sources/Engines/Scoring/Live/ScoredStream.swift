internal import LabModel
internal import Media
internal import Quality

/// A stream whose pictures are scored against what its streamer drew; one thread at a time.
final class ScoredStream {
    /// The pairs so far.
    private(set) var book = ScoreBook()
    /// The stream that is scored.
    let streamID: StreamID
    /// The references' size.
    let size: PixelSize

    private let redrawer: ReferenceRedrawer
    private let references: ReferencePictures
    private let fitter: PictureFitter
    private let scorer: PairScorer
    /// Told of each pair as soon as it is scored; VMAF comes later.
    var onScore: @Sendable (FrameQuality) -> Void = { _ in }
    /// Told what happens.
    var note = ScoringNotes { _, _ in }

    /// Opens everything that scoring needs.
    /// - Throws: ``ScoringError`` where the reference cannot be drawn.
    init(
        _ settings: QualitySettings,
        of description: StreamDescription,
        isLive: Bool,
        clock: any LabClock
    ) throws(ScoringError) {
        streamID = description.streamID
        redrawer = try ReferenceRedrawer(description, contentFile: settings.contentFile, clock: clock)
        size = redrawer.size
        do throws(MediaError) {
            references = try ReferencePictures(size: size)
            fitter = try PictureFitter.make(.own(size))
        } catch {
            throw .media(error)
        }
        scorer = PairScorer(
            settings,
            shape: VMAFShape(size: size),
            areas: redrawer.markAreas,
            isLive: isLive,
            clock: clock
        )
    }

    /// Scores a picture against a reference, and enters the pair.
    /// - Parameters:
    ///   - picture: what was received or displayed; nil for black.
    ///   - shown: its number; nil for black.
    ///   - stamp: the reference's, with number and time.
    ///   - pairing: how they were put together.
    func score(_ picture: Picture?, shown: FrameNumber?, against stamp: FrameStamp, as pairing: FrameQuality.Pairing) {
        guard let number = stamp.number else { return }
        do throws(ScoringError) {
            try withPair(picture, stamp, hasNeighbours: scorer.looksAtNeighbours) { references, view in
                guard let id = book.nextID() else { return nil }
                do throws(QualityError) {
                    let found = try scorer.score(id: id, references: references, picture: view)
                    let pair = FrameQuality(
                        streamID: streamID,
                        number: number,
                        pairing: pairing,
                        shown: shown,
                        scores: found.scores,
                        masked: found.masked
                    )
                    book.add(pair)
                    onScore(pair)
                    return nil
                } catch {
                    return .quality(error)
                }
            }
        } catch {
            note.once("quality_not_scored", "Frame \(number.rawValue) was not scored: \(error)")
        }
    }

    /// Lends a reference and a picture beside it, of one shape.
    /// - Throws: ``ScoringError`` where there is no such pair, or what the body returns.
    func withPair(
        _ picture: Picture?,
        _ stamp: FrameStamp,
        hasNeighbours: Bool,
        _ body: (References, PictureView) -> ScoringError?
    ) throws(ScoringError) {
        if let picture {
            guard Self.isAlike(picture.size, size) else { throw .otherShape(picture: picture.size, reference: size) }
        }
        try redrawer.draw(stamp, hasNeighbours: hasNeighbours, into: references)
        let failure: ScoringError?
        do throws(MediaError) {
            failure =
                if let picture {
                    try fitter.fit(picture) { view in references.lend { body($0, view) } }
                } else {
                    try fitter.black { view in references.lend { body($0, view) } }
                }
        } catch {
            throw .media(error)
        }
        if let failure {
            throw failure
        }
    }

    /// Ends VMAF's programs at once; to be called from any thread.
    var cancelVMAF: @Sendable () -> Void {
        scorer.cancelVMAF
    }

    /// Waits for what comes late, enters it and says what is known of it.
    func finish(_ facts: inout QualityFacts) {
        let late = scorer.finish()
        book.settle(late)
        facts.vmafModel = late.model
        facts.vmafVersion = late.version
        if let failure = late.failure {
            note.once("quality_vmaf", "VMAF is missing or ends early: \(failure)")
        }
        if book.isFull {
            note.once("quality_full", "Only the first \(QualityFacts.frameLimit) pairs of pictures were scored.")
        }
    }

    /// Whether two sizes have the same ratio of sides, but for rounding to even pixels and 1 %.
    static func isAlike(_ picture: PixelSize, _ reference: PixelSize) -> Bool {
        let wanted = Double(picture.height) * Double(reference.width) / Double(reference.height)
        return abs(Double(picture.width) - wanted) <= max(2, wanted / 100)
    }
}
