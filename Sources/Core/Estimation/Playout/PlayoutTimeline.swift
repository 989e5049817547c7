import LabModel

/// What players are given: new pictures with the time for which they were made and the time at which they arrived.
///
/// Lost frames take no part: a player cannot wait for what it does not know of, so that the frame before simply lasts
/// longer. Neither do access units that gave no picture, repeats, and frames from after the end. Each epoch is played
/// for itself.
///
/// Times are nanoseconds of the streamer's clock since one arrival of the run, so that sums cannot overflow.
struct PlayoutTimeline {
    /// One picture.
    struct Frame {
        /// When it was stamped.
        var media: Int64
        /// When it was there.
        var arrival: Int64
        /// Until the next one was stamped; one period for an epoch's last.
        var duration: Int64 = 0
        /// Whether it was stamped before join.
        var isBacklog: Bool

        /// The least delay at which it is on time.
        var lateness: Int64 {
            arrival - media
        }
    }

    /// The pictures of each epoch that has any: ascending by stamp time, no two alike.
    let epochs: [[Frame]]

    /// The time from frame to frame.
    let period: Int64

    /// About 52 days: a run whose times lie further apart is not played.
    private static let longest: Int64 = 1 << 52

    /// Takes the pictures from a run.
    /// - Returns: Nil where no picture has both times by the streamer's clock.
    init?(_ trace: Trace, ledger: FrameLedger, clock: StampClock) {
        var lists = EpochLists<Frame>(capacity: trace.samples.count)
        var backlog: Set<FrameKey> = []
        var origin: WallTime?
        for (index, kind) in ledger.classes.enumerated() {
            let isUnnumbered = kind == .unreadable && !ledger.isNumbered
            guard kind.isNewPicture || kind == .backlog || isUnnumbered else { continue }
            let sample = trace.samples[index]
            guard let came = sample.arrival ?? sample.decoded, let offset = sample.clockOffset else { continue }
            guard let stamped = clock.stamped(sample) else { continue }
            if kind == .backlog, let key = sample.stamp.flatMap(FrameKey.init), !backlog.insert(key).inserted {
                continue
            }
            let start = origin ?? came + offset
            origin = start
            let (media, arrival) = ((stamped - start).nanoseconds, (came + offset - start).nanoseconds)
            guard max(media.magnitude, arrival.magnitude) < Self.longest else { return nil }
            lists.append(Frame(media: media, arrival: arrival, isBacklog: kind == .backlog), epoch: sample.epoch)
        }
        var epochs = lists.take().filter { !$0.isEmpty }
        guard !epochs.isEmpty else { return nil }
        for index in epochs.indices {
            Self.order(&epochs[index])
        }
        period = min(Self.longest, ledger.period ?? Self.meanPeriod(epochs))
        for index in epochs.indices {
            Self.setDurations(&epochs[index], last: period)
        }
        self.epochs = epochs
    }

    /// Sorts by stamp time; of pictures made for the same instant the first to arrive stays.
    private static func order(_ frames: inout [Frame]) {
        let isAscending = zip(frames, frames.dropFirst()).allSatisfy { $0.media < $1.media }
        guard !isAscending else { return }
        frames.sort { ($0.media, $0.arrival) < ($1.media, $1.arrival) }
        var kept = 0
        for index in frames.indices.dropFirst() where frames[index].media != frames[kept].media {
            kept += 1
            frames[kept] = frames[index]
        }
        frames.removeLast(frames.count - kept - 1)
    }

    /// The mean time from frame to frame, at least 1.
    private static func meanPeriod(_ epochs: [[Frame]]) -> Int64 {
        let frames = epochs.reduce(0) { $0 + $1.count - 1 }
        let media = epochs.reduce(0.0) { $0 + Double(($1.last?.media ?? 0) - ($1.first?.media ?? 0)) }
        return frames > 0 ? max(1, Int64(media / Double(frames))) : 1
    }

    private static func setDurations(_ frames: inout [Frame], last period: Int64) {
        for index in frames.indices {
            let next = index + 1 < frames.count ? frames[index + 1].media : frames[index].media + period
            frames[index].duration = next - frames[index].media
        }
    }
}
