internal import LabModel
internal import Media

/// Keeps the worst moments of two files that were compared, for which both are read again.
struct FileMoments {
    let reference: String
    let distorted: String
    /// The time from picture to picture; nil where the reference does not tell.
    let period: Latency?
    /// Ends the search before the next picture.
    let interrupt: Interrupt
    let clock: any LabClock

    /// Writes the pictures of the worst moments, as the lab's own: 8 bits, even sides.
    /// - Parameters:
    ///   - count: how many moments at most.
    ///   - facts: what was scored.
    ///   - folder: where they go.
    /// - Returns: what became of each, the worst first.
    func keep(_ count: Int, of facts: QualityFacts, in folder: String) -> [RunEvent] {
        let worst = WorstMoments.find(count, in: facts, period: period)
        let places = Dictionary(worst.enumerated().map { (Int($1.number.rawValue), $0) }, uniquingKeysWith: min)
        let keeper = MomentKeeper(folder: folder)
        var files = [String?](repeating: nil, count: worst.count)
        do throws(ScoringError) {
            try keeper.begin()
        } catch {
            return [RunEvent(tS: 0, code: "quality_worst", text: "The worst moments are not kept: \(error)")]
        }
        var reason = "the files ended before it when they were read again."
        do throws(ScoringError) {
            try forEachPair(upTo: places.keys.max() ?? -1) { number, pair throws(ScoringError) in
                guard let place = places[number] else { return }
                files[place] = try keep(pair, worst[place].number, place: place, by: keeper)
            }
        } catch {
            reason = "\(error)"
        }
        if interrupt.isCancelled {
            reason = "scoring was interrupted."
        }
        return zip(worst, files).enumerated().map { place, moment in
            Self.event(of: moment.0, place: place, file: moment.1, reason: reason)
        }
    }

    /// Says what became of a moment: its file, or why there is none.
    private static func event(of frame: FrameQuality, place: Int, file: String?, reason: String) -> RunEvent {
        let name = "Number \(place + 1) of the worst moments"
        guard let file else {
            let text = "\(name), frame \(frame.number.rawValue) with \(frame.scores.told), is not kept: \(reason)"
            return RunEvent(tS: 0, code: "quality_worst_lost", text: text)
        }
        return RunEvent(tS: 0, code: "quality_worst", text: "\(name): \(frame.scores.told), kept as \(file).")
    }

    private func forEachPair(
        upTo last: Int,
        _ body: (Int, (Picture, Picture)) throws(ScoringError) -> Void
    ) throws(ScoringError) {
        guard last >= 0 else { return }
        let files: (PictureFile, PictureFile)
        do throws(MediaError) {
            files = (
                try PictureFile(reference, interrupt: interrupt, clock: clock),
                try PictureFile(distorted, interrupt: interrupt, clock: clock)
            )
        } catch {
            throw .media(error)
        }
        for number in 0...last where !interrupt.isCancelled {
            guard let first = try files.0.next(), let second = try files.1.next() else { return }
            try body(number, (first, second))
        }
    }

    private func keep(
        _ pair: (reference: Picture, picture: Picture),
        _ number: FrameNumber,
        place: Int,
        by keeper: MomentKeeper
    ) throws(ScoringError) -> String {
        let size = pair.reference.size
        let form = PictureForm.own(PixelSize(width: (size.width + 1) / 2 * 2, height: (size.height + 1) / 2 * 2))
        let file: Result<String, ScoringError>
        do throws(MediaError) {
            let fitters = (try PictureFitter.make(form), try PictureFitter.make(form))
            let nested = try fitters.0.fit(pair.reference) { reference in
                Result { () throws(MediaError) in
                    try fitters.1.fit(pair.picture) { picture in
                        Result { () throws(ScoringError) in
                            try keeper.keep(reference, picture, number: number, place: place)
                        }
                    }
                }
            }
            file = try nested.get()
        } catch {
            throw .media(error)
        }
        return try file.get()
    }
}
