internal import LabModel
internal import Media
internal import Quality

/// Two files being scored picture by picture.
struct FilePairs {
    /// How many places are done.
    private(set) var done = 0
    /// Why there is no next place; an event says more.
    private(set) var endReason = EndReason.endOfStream

    /// Ends VMAF's programs at once, from any thread: what they had not computed yet is lost.
    var cancelVMAF: @Sendable () -> Void { scorer.cancelVMAF }

    private let settings: QualitySettings
    private let interrupt: Interrupt
    private let reference: ReferenceFile
    private let distorted: PictureFile
    private let scorer: PairScorer
    private let fitters: [PictureFitter]
    private var book: ScoreBook
    private var events: [RunEvent] = []
    private var damaged = 0
    /// The kinds of pictures that were said not to be compared as they are.
    private var converted: Set<String> = []

    /// How many kinds are said: a file may change at each picture.
    private static let conversionLimit = 20

    /// What every pair is made to be: what the reference's first picture is.
    private var form: PictureForm { fitters[0].form }

    /// Opens both files.
    /// - Parameters:
    ///   - settings: what to compute.
    ///   - files: the one whose pictures are scored, and the one that shows what they should look like.
    ///   - limit: how many pairs are scored at most.
    ///   - interrupt: ends the reading of both.
    ///   - clock: the clock of the waiting.
    /// - Throws: ``ScoringError`` where one has no picture.
    init(
        _ settings: QualitySettings,
        files: (distorted: String, reference: String),
        limit: Int = QualityFacts.frameLimit,
        interrupt: Interrupt = Interrupt(),
        clock: any LabClock
    ) throws(ScoringError) {
        self.settings = settings
        self.interrupt = interrupt
        book = ScoreBook(limit: limit)
        reference = try ReferenceFile(files.reference, interrupt: interrupt, clock: clock)
        do throws(MediaError) {
            distorted = try PictureFile(files.distorted, interrupt: interrupt, clock: clock)
            var fitters: [PictureFitter] = []
            for _ in 0..<4 {
                fitters.append(try PictureFitter.make(reference.form))
            }
            self.fitters = fitters
        } catch {
            throw .media(error)
        }
        let form = reference.form
        let shape = VMAFShape(size: form.size, depth: form.depth)
        scorer = PairScorer(settings, shape: shape, areas: [], isLive: false, clock: clock)
    }

    /// The time from place to place; nil where the reference does not tell.
    var period: Latency? { reference.period }

    /// Scores one place.
    /// - Returns: false where either file has ended, or nothing more can be scored.
    /// - Throws: ``ScoringError`` where not even the first place can be scored; later it is an event.
    mutating func step() throws(ScoringError) -> Bool {
        do throws(ScoringError) {
            return try advance()
        } catch {
            guard done > 0 else { throw error }
            guard !interrupt.isCancelled else { return false }
            endReason = .stalled
            note("quality_ended", "Scoring ended after \(done) pictures: \(error)")
            return false
        }
    }

    private mutating func advance() throws(ScoringError) -> Bool {
        guard let picture = try distorted.next() else {
            if reference.at != nil {
                note("pictures_ended", "The scored file ended after \(done) pictures, before the reference did.")
            }
            return false
        }
        guard let at = reference.at else {
            if let failure = reference.failure {
                throw failure
            }
            note("reference_too_short", "The reference ended after \(done) pictures: the rest was not scored.")
            return false
        }
        if scorer.looksAtNeighbours, reference.after == nil, let failure = reference.failure {
            // Without the picture behind it, VMAF's motion would be another than in the whole file.
            throw failure
        }
        guard ScoredStream.isAlike(picture.size, form.size) else {
            throw .otherShape(picture: picture.size, reference: form.size)
        }
        if done.isMultiple(of: max(1, settings.everyN)) {
            guard let id = book.nextID() else {
                endReason = .frameLimit
                note("quality_full", "Only the first \(book.limit) pairs of pictures were scored.")
                return false
            }
            try score(picture, against: at, id: id)
        }
        done += 1
        reference.advance()
        return true
    }

    private mutating func score(_ picture: Picture, against at: Picture, id: Int) throws(ScoringError) {
        noteConversions(picture, at)
        let number = FrameNumber(UInt32(clamping: done))
        let found: Result<(scores: PictureScores, masked: PictureScores?), QualityError>
        do throws(MediaError) {
            found = try withViews(of: picture, at) { [scorer] references, view in
                Result { () throws(QualityError) in try scorer.score(id: id, references: references, picture: view) }
            }
        } catch {
            throw .media(error)
        }
        do throws(QualityError) {
            let scores = try found.get().scores
            book.add(
                FrameQuality(streamID: .foreign, number: number, pairing: .matched, shown: number, scores: scores)
            )
        } catch {
            throw .quality(error)
        }
        damaged += picture.isDamaged ? 1 : 0
    }

    /// Lends a picture and the reference with its neighbours.
    private func withViews<R>(
        of picture: Picture,
        _ at: Picture,
        _ body: (References, PictureView) -> R
    ) throws(MediaError) -> R {
        let (before, after) = scorer.looksAtNeighbours ? (reference.before, reference.after) : (nil, nil)
        let nested = try fitters[0].fit(picture) { view in
            Result { () throws(MediaError) in
                try fitters[1].fit(at) { at in
                    Result { () throws(MediaError) in
                        try lend(before, by: fitters[2]) { before in
                            Result { () throws(MediaError) in
                                try lend(after, by: fitters[3]) { after in
                                    body(References(before: before, at: at, after: after), view)
                                }
                            }
                        }
                    }
                }
            }
        }
        return try nested.get().get().get()
    }

    private func lend<R>(
        _ picture: Picture?,
        by fitter: PictureFitter,
        _ body: (PictureView?) -> R
    ) throws(MediaError) -> R {
        guard let picture else { return body(nil) }
        return try fitter.fit(picture) { body($0) }
    }

    /// Says of the first picture of each kind what is not compared as it is.
    private mutating func noteConversions(_ picture: Picture, _ at: Picture) {
        for (name, picture) in [("reference's", at), ("scored file's", picture)] {
            guard picture.isConverted || !fitters[0].isFit(picture), converted.count < Self.conversionLimit else {
                continue
            }
            // What became plain 4:2:0 of 8 bits while it was decoded tells its own depth and colours no more.
            let own = picture.isConverted ? "\(picture.size)" : "\(PictureForm(of: picture))"
            let kind = "\(picture.pixelFormat) \(own)"
            guard converted.insert("\(name) \(kind)").inserted else { continue }
            let start = done == 0 ? "" : " from number \(done) on"
            note("quality_converted", "The \(name) pictures\(start), \(kind), are compared as \(form).")
        }
    }

    private mutating func note(_ code: String, _ text: String) {
        events.append(RunEvent(tS: 0, code: code, text: text))
    }

    /// Waits for what comes late.
    /// - Returns: what was scored.
    mutating func finish() -> OfflineScorer.Outcome {
        let metrics = QualityMetric.allCases.filter(settings.metrics.contains)
        var facts = QualityFacts(metrics: metrics, everyN: max(1, settings.everyN))
        let late = scorer.finish()
        book.settle(late)
        facts.vmafModel = late.model
        facts.vmafVersion = late.version
        facts.bitDepth = form.depth
        facts.frames = book.frames
        if damaged > 0 {
            note(
                "quality_damaged",
                "\(damaged) of the scored pictures are damaged: they are scored as they were mended."
            )
        }
        if let failure = late.failure {
            note("quality_vmaf", "VMAF is missing or ends early: \(failure)")
        }
        return OfflineScorer.Outcome(facts: facts, events: events, endReason: endReason)
    }
}
