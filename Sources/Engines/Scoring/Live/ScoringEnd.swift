internal import Estimation
internal import LabModel
internal import Media

/// What is left to be scored when a run is over: frames in whose place another picture was displayed, and the pictures of
/// the worst moments.
struct ScoringEnd {
    let stream: ScoredStream
    /// Finds pictures again; nil where nothing of the run was kept.
    let search: SpoolSearch?
    let notes: ScoringNotes
    /// Ends everything soon; what was scored by then counts.
    let interrupt: Interrupt
    /// Frames that there was no time for while they were received.
    var deferred: [FrameNumber: FrameStamp] = [:]
    /// How many pairs are kept of a run.
    var limit = QualityFacts.frameLimit

    /// How many frames are scored after the run in whose place another was displayed: two minutes of 30 a second, so that
    /// a long outage does not hold up the run's end for hours.
    private static let missingLimit = 3_600

    /// Scores the rest, and puts everything together.
    ///
    /// - Parameters:
    ///   - trace: the run.
    ///   - every: every how many frames one was scored where they were fewest.
    ///   - settings: what is kept.
    ///   - folder: where pictures are kept.
    ///   - facts: what is known by now.
    /// - Returns: the facts with everything that was scored.
    func conclude(
        _ trace: Trace,
        every: Int,
        settings: QualitySettings,
        folder: String?,
        facts: QualityFacts
    ) -> QualityFacts {
        var facts = facts
        let sent = DisplayedFrames.of(trace).filter { $0.stamp.streamID == stream.streamID }
        noteExcess(of: trace, sent: sent)
        let chosen = sent.filter { Int($0.stamp.number?.rawValue ?? 0).isMultiple(of: every) }
        let matched = Set(stream.book.frames.map(\.number)).union(deferred.keys)
        scoreMissing(
            chosen.filter { $0.shown == nil || $0.shown != $0.stamp.number || !matched.contains($0.shown ?? 0) }
        )
        stream.finish(&facts)
        facts.frames = kept(of: frames(shown: chosen, sent: sent))
        if settings.keepWorst > 0, !interrupt.isCancelled, let folder {
            keepWorst(settings.keepWorst, of: facts, trace, in: folder)
        }
        return facts
    }

    /// Says where so many frames are missing that nothing tells what was displayed.
    private func noteExcess(of trace: Trace, sent: [DisplayedFrame]) {
        guard sent.isEmpty else { return }
        let unseen = DisplayedFrames.unseen(in: trace)
        guard unseen > DisplayedFrames.unseenLimit else { return }
        notes.once(
            "quality_displayed",
            "Nothing is scored as it was displayed: no picture showed \(unseen) frames, more than the "
                + "\(DisplayedFrames.unseenLimit) that are looked at."
        )
    }

    /// Scores the frames in whose place something else was displayed, and those that there was no time for.
    private func scoreMissing(_ frames: [DisplayedFrame]) {
        var byShown: [FrameNumber: [DisplayedFrame]] = [:]
        for frame in frames.prefix(Self.missingLimit) where !interrupt.isCancelled {
            if let shown = frame.shown {
                byShown[shown, default: []].append(frame)
            } else {
                stream.score(nil, shown: nil, against: frame.stamp, as: .displayed)
            }
        }
        guard !byShown.isEmpty || !deferred.isEmpty, let search else { return }
        do throws(MediaError) {
            try search.forEach(Set(byShown.keys).union(deferred.keys)) { picture, number in
                if let stamp = deferred[number] {
                    stream.score(picture, shown: number, against: stamp, as: .matched)
                }
                for frame in byShown[number] ?? [] where !interrupt.isCancelled {
                    stream.score(picture, shown: number, against: frame.stamp, as: .displayed)
                }
            }
        } catch {
            notes.once("quality_spool", "What was displayed could not be decoded again: \(error)")
        }
    }

    /// All pairs in the order of their references: matched ones of frames that were sent in the measured stretch, and what
    /// was displayed, which is the frame itself where nothing else was.
    private func frames(shown chosen: [DisplayedFrame], sent: [DisplayedFrame]) -> [FrameQuality] {
        let numbers = sent.compactMap { $0.stamp.number }
        let stretch = (numbers.first ?? 0)...(numbers.last ?? FrameNumber(UInt32.max))
        let matched = stream.book.frames.filter { $0.pairing == .matched && stretch.contains($0.number) }
        let byNumber = Dictionary(matched.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let others = Dictionary(
            stream.book.frames.filter { $0.pairing == .displayed }.map { ($0.number, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var displayed: [FrameQuality] = []
        for frame in chosen {
            guard let number = frame.stamp.number else { continue }
            if let other = others[number] {
                displayed.append(other)
            } else if var same = byNumber[number], frame.shown == number {
                same.pairing = .displayed
                displayed.append(same)
            } else {
                // Whatever the reason: without this frame the rest would be only what went well.
                notes.once("quality_spool", "What was displayed is scored up to frame \(number.rawValue) alone.")
                break
            }
        }
        return (matched + displayed).sorted {
            ($0.number, $0.pairing == .matched ? 0 : 1) < ($1.number, $1.pairing == .matched ? 0 : 1)
        }
    }

    /// As many pairs as a run holds: those of its first frames.
    private func kept(of pairs: [FrameQuality]) -> [FrameQuality] {
        guard pairs.count > limit else { return pairs }
        let kept = pairs.prefix(limit)
        notes(
            "quality_full",
            "Only the first \(limit) pairs of pictures count, up to frame \(kept.last?.number.rawValue ?? 0)."
        )
        return Array(kept)
    }

    private func keepWorst(_ count: Int, of facts: QualityFacts, _ trace: Trace, in folder: String) {
        let worst = WorstMoments.find(count, in: facts, period: trace.nominalPeriod)
        let stamps = stamps(in: trace)
        let keeper = MomentKeeper(folder: folder)
        do throws(ScoringError) {
            try keeper.begin()
        } catch {
            notes.once("quality_worst", "The worst moments are not kept: \(error)")
            return
        }
        var places = Dictionary(worst.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
        var failure: MediaError?
        do throws(MediaError) {
            try search?.forEach(Set(places.keys)) { picture, number in
                guard let stamp = stamps[number], let place = places.removeValue(forKey: number) else { return }
                keep(picture, stamp, as: worst[place], place: place, by: keeper)
            }
        } catch {
            failure = error
        }
        let reason = failure.map { "\($0)" } ?? lossReason
        for place in places.values.sorted() {
            noteLost(worst[place], place: place, because: reason)
        }
    }

    /// The marks of the scored stream's frames as their first pictures show them.
    ///
    /// A run may show frames of other streams too, with the same numbers and other marks.
    private func stamps(in trace: Trace) -> [FrameNumber: FrameStamp] {
        let stamps = trace.samples.lazy.compactMap(\.stamp).filter { $0.streamID == stream.streamID && $0.time != nil }
        return Dictionary(
            stamps.compactMap { stamp in stamp.number.map { ($0, stamp) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Why a picture was not found again.
    private var lossReason: String {
        guard let search else { return "nothing of the run could be kept meanwhile" }
        guard !interrupt.isCancelled else { return "scoring was interrupted" }
        return search.spool.refusal ?? "its picture is not among what was kept of the run"
    }

    private func noteLost(_ frame: FrameQuality, place: Int, because reason: String) {
        notes(
            "quality_worst_lost",
            "Number \(place + 1) of the worst moments, frame \(frame.number.rawValue) with \(frame.scores.told), is not "
                + "kept: \(reason)\(reason.hasSuffix(".") ? "" : ".")"
        )
    }

    private func keep(
        _ picture: Picture,
        _ stamp: FrameStamp,
        as frame: FrameQuality,
        place: Int,
        by keeper: MomentKeeper
    ) {
        do throws(ScoringError) {
            try stream.withPair(picture, stamp, hasNeighbours: false) { references, view in
                do throws(ScoringError) {
                    let file = try keeper.keep(references.at, view, number: frame.number, place: place)
                    notes(
                        "quality_worst",
                        "Number \(place + 1) of the worst moments: \(frame.scores.told), kept as \(file)."
                    )
                    return nil
                } catch {
                    return error
                }
            }
        } catch {
            noteLost(frame, place: place, because: "\(error)")
        }
    }
}
