/// What a mark says of its frame.
///
/// Marks of other systems may lack the number or the time; the lab's own always carry both.
public struct FrameStamp: Hashable, Sendable {
    /// The stream that the frame belongs to; ``StreamID/foreign`` in marks that name none.
    public var streamID: StreamID

    /// The frame's place in its stream; nil in foreign marks without one.
    public var number: FrameNumber?

    /// When drawing of the frame began, by the streamer's clock; nil in foreign marks without a wall time.
    public var time: WallTime?

    /// How long after its tick the drawing began, in units of 100 µs; 65,535 means that or more.
    public var latenessTicks: UInt16

    /// Makes a stamp.
    public init(streamID: StreamID, number: FrameNumber?, time: WallTime?, latenessTicks: UInt16 = 0) {
        self.streamID = streamID
        self.number = number
        self.time = time
        self.latenessTicks = latenessTicks
    }

    /// How long after its tick the drawing began, to 100 µs, at most 6.5535 s.
    public var lateness: Latency {
        .microseconds(Int64(latenessTicks) * 100)
    }

    /// The mark's unit of lateness for a length of time: rounded down, negative gives 0, too long gives 65,535.
    public static func latenessTicks(of lateness: Latency) -> UInt16 {
        UInt16(clamping: max(0, lateness.nanoseconds / 100_000))
    }
}
