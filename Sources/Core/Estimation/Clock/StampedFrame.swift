import LabModel

/// A picture with a stamp, as the search for a step's place among the frames sees it.
struct StampedFrame {
    /// The stream that it belongs to.
    let stream: StreamID
    /// The frame's number; nil in foreign marks without one.
    let number: UInt32?
    /// Its stamp in nanoseconds, streamer's clock.
    let stamped: Int64
    /// When its tick came due, by the same clock: the stamp less the lateness that the mark tells.
    let due: Int64
    /// When it was decoded, in nanoseconds of the receiver's clock.
    let decoded: Int64
    /// Its sample.
    let index: Int

    /// Nil for a sample without a stamp's time or without a picture.
    init?(_ sample: Sample, index: Int) {
        guard let stamp = sample.stamp, let time = stamp.time, let decoded = sample.decoded else { return nil }
        stream = stamp.streamID
        number = stamp.number?.rawValue
        stamped = time.nanoseconds
        due = (time - stamp.lateness).nanoseconds
        self.decoded = decoded.nanoseconds
        self.index = index
    }

    /// How many numbers it lies behind another frame of its stream, at least 0.
    func numbers(after other: StampedFrame) -> Int {
        max(0, Int(number ?? 0) - Int(other.number ?? 0))
    }
}
