internal import LabModel
internal import Media

/// Where encoded frames go: viewers of one container, a window of segments, a server that is pushed to.
///
/// All outlets of a streamer get the same packets of the one encoder, in the order of ``StreamOutlets``, on the tick
/// thread. So no call may block, wait for a lock that another thread holds for long, or do more than wrap the packet:
/// whoever has more to do hands the frame to a thread of its own through a bounded queue and drops what does not fit.
/// No call throws: an outlet that fails keeps its error for itself, tells it in its log and counters, and takes nothing
/// more; the stream and the other outlets go on.
protocol FrameOutlet: Sendable {
    /// The encoder is open; called once, before the first frame.
    ///
    /// The stream may be kept: any number of `StreamMuxer`s can be opened with it, on any thread, at any time. Each must
    /// begin with a keyframe.
    func begin(_ stream: EncodedStream)

    /// A frame was encoded.
    func take(_ frame: EncodedFrame)

    /// No more frames come; called once, on any thread, whether or not the stream ever began. Returns at once, too.
    func finish()
}

/// A frame as its encoder made it.
struct EncodedFrame: Sendable {
    /// The access unit; its index is the tick, so the presentation time in frame periods from the stream's start.
    var packet: EncodedPacket
    /// The frame's number, as its mark says it.
    var number: FrameNumber
    /// When its drawing began, as its mark says it.
    var stamp: WallTime
    /// When its tick came due: the stamp without its lateness, and what media time 0 lies its presentation time before.
    var due: WallTime
    /// When the encoder returned it.
    var instant: MonotonicTime
    /// The sound that was made since the frame before, of earlier presentation times; empty without sound.
    var sound: [SoundPacket] = []
}
