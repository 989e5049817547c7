import LabModel

/// The frames of one stream that were sent in the measured stretch, and when each is due where there is no delay.
struct DueFrames {
    /// A frame that was sent.
    struct Frame {
        /// What its mark says, or would say.
        var stamp: FrameStamp
        /// Nanoseconds of the streamer's clock.
        var due: Int64
    }

    /// Ascending by number.
    private(set) var frames: [Frame] = []

    /// - Parameters:
    ///   - trace: a run by a streamer's clock that was never stepped.
    ///   - original: the same as it was observed.
    ///   - stream: what became of a stream's frames.
    ///   - clock: presentation times as stamps.
    init(_ trace: Trace, original: Trace, stream: StreamLedger, clock: StampClock) {
        guard stream.first <= stream.last else { return }
        let (known, range) = (stream.sendTimes.known, stream.first...stream.last)
        appendUnseen(stream, after: nil, before: known.first)
        for (position, seen) in known.enumerated() {
            if seen.isSeen ? range.contains(seen.number) : stream.isExpectedUnseen(seen.number) {
                let sample = seen.isSeen ? trace.samples[seen.index] : nil
                let presented = sample.flatMap(clock.stamped)?.nanoseconds ?? seen.stamped
                let observed = seen.isSeen ? original.samples[seen.index].stamp : nil
                let stamp = observed ?? Self.stamp(seen.number, at: seen.stamped, of: stream)
                frames.append(Frame(stamp: stamp, due: max(seen.stamped, presented)))
            }
            appendUnseen(stream, after: seen, before: position + 1 < known.count ? known[position + 1] : nil)
        }
    }

    /// Appends the frames between two known ones that follow each other, or beyond the first or last known one.
    private mutating func appendUnseen(_ stream: StreamLedger, after lower: SeenFrame?, before upper: SeenFrame?) {
        let low = max(stream.first, lower.map { $0.number + 1 } ?? stream.first)
        let high = min(stream.last, upper.map { $0.number - 1 } ?? stream.last)
        // Known frames bound every hole, so that all numbers between two of them lie in one or none does.
        guard low <= high, stream.isExpectedUnseen(low) else { return }
        for number in low...high {
            let instant: Int64?
            if let lower, let upper {
                instant = SendTimes.interpolated(number, from: lower, to: upper)
            } else {
                instant = stream.sendTimes.extrapolated(number)
            }
            guard let instant else { return }
            frames.append(Frame(stamp: Self.stamp(number, at: instant, of: stream), due: instant))
        }
    }

    private static func stamp(_ number: Int64, at instant: Int64, of stream: StreamLedger) -> FrameStamp {
        FrameStamp(
            streamID: stream.streamID,
            number: FrameNumber(UInt32(clamping: number)),
            time: WallTime(nanoseconds: instant)
        )
    }
}
