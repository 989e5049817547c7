import LabModel

/// When pictures were stamped, told from their presentation times: smoother than the stamps themselves, and known of
/// pictures whose mark could not be read.
///
/// In each epoch a presentation time lies as far from stamp time as it does at the median of the epoch's frames. Where
/// a picture has no presentation time, or its epoch no mark, its own stamp counts.
struct StampClock {
    /// Stamp − presentation time in nanoseconds, by epoch; nil where no frame has both.
    private let shifts: [Int64?]

    init(_ trace: Trace, ledger: FrameLedger) {
        var distances = EpochLists<Int64>(capacity: trace.samples.count)
        for (index, kind) in ledger.classes.enumerated() where kind == .fresh || kind == .backlog {
            let sample = trace.samples[index]
            guard let presented = sample.presentationTime, let stamped = sample.stamp?.time else { continue }
            distances.append((Latency(nanoseconds: stamped.nanoseconds) - presented).nanoseconds, epoch: sample.epoch)
        }
        shifts = distances.lists.map(RankSelection.median)
    }

    /// When a picture was stamped, by the streamer's clock; nil where nothing tells.
    func stamped(_ sample: Sample) -> WallTime? {
        let told = sample.presentationTime.flatMap { stamped(presented: $0, epoch: sample.epoch) }
        return told ?? sample.stamp?.time
    }

    /// When the picture of a presentation time was stamped, by the streamer's clock; nil in an epoch without a mark.
    func stamped(presented: Latency, epoch: UInt16) -> WallTime? {
        guard Int(epoch) < shifts.count else { return nil }
        return shifts[Int(epoch)].map { WallTime(nanoseconds: $0) + presented }
    }
}
