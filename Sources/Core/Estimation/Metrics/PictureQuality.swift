import LabModel

/// `quality`: what the frames of the measured stretch scored, each against its own reference, and each that was sent
/// against what was displayed then.
enum PictureQuality: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard let facts = run.trace.quality else { return }
        var quality = summary.quality ?? Summary.Quality()
        let matched = QualityPool(run.scored(.matched, of: facts), bitDepth: facts.bitDepth)
        let displayed = QualityPool(run.scored(.displayed, of: facts), bitDepth: facts.bitDepth)
        quality.matched = matched.scores
        quality.asDisplayed = displayed.scores
        quality.pools = matched.pools.merging(displayed.prefixed("as_displayed.")) { first, _ in first }
        quality.everyN = facts.everyN
        quality.framesScored = matched.count
        quality.vmafModel = facts.vmafModel
        quality.vmafVersion = facts.vmafVersion
        summary.quality = quality
    }
}

extension MeasuredRun {
    /// The scored pairs whose reference was sent in the measured stretch, each frame once.
    ///
    /// Where no mark was read, or marks carry no numbers, two recordings were compared frame by frame: then all count.
    fileprivate func scored(_ pairing: FrameQuality.Pairing, of facts: QualityFacts) -> [FrameQuality] {
        var known: Set<FrameKey> = []
        return facts.frames.filter { frame in
            guard frame.pairing == pairing, ledger.isMeasured(frame) else { return false }
            return FrameKey(frame.stamp).map { known.insert($0).inserted } ?? true
        }
    }
}

extension FrameLedger {
    /// Whether a scored frame was sent in the measured stretch: backlog, frames stamped after the end and those of the
    /// hole between two epochs were not.
    fileprivate func isMeasured(_ frame: FrameQuality) -> Bool {
        guard isNumbered, !streams.isEmpty else { return true }
        guard let index = stream(of: frame.stamp), let place = place(of: frame.stamp) else { return false }
        let stream = streams[index]
        guard stream.first <= place, place <= stream.last else { return false }
        return stream.missing(from: place, through: place) == 0 || stream.isExpectedUnseen(place)
    }
}

extension FrameQuality {
    /// What identifies the reference.
    fileprivate var stamp: FrameStamp {
        FrameStamp(streamID: streamID, number: number, time: nil)
    }
}
