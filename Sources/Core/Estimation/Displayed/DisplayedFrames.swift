public import LabModel

/// What was displayed when each frame of a run was due: by its stamp + a delay, the newest picture until then.
///
/// Pictures are displayed by a player that holds each one back until it is due at that delay, and shows late ones when they
/// are decoded; those of a file at their presentation times. A frame's own picture is never late by less than
/// its stamp lies before its presentation time, because no player can show it sooner.
public enum DisplayedFrames {
    /// How many frames that no picture showed are listed at most: four hours of 30 a second.
    ///
    /// One mark with a wild number, valid as it may be, would list billions.
    public static let unseenLimit = 500_000

    /// The frames that were sent in the measured stretch, in their order.
    ///
    /// A picture that comes after one with a higher number is not displayed, and of pictures displayed less than 1 ms
    /// apart only the last is. Frames are left out while a picture is displayed whose mark could not be read: nobody
    /// knows which it is.
    /// - Parameters:
    ///   - trace: A run.
    ///   - delay: How long after its stamp a frame is due; nil for the least at which at most 0.1 % of the decoded
    ///     frames are late, and for a file none at all.
    /// - Returns: Nothing where marks lack numbers or times, for a live run without a clock, and where more than
    ///   ``unseenLimit`` frames were sent that no picture showed.
    /// - Complexity: O(n log n) for n samples and frames.
    public static func of(_ trace: Trace, delay: Latency? = nil) -> [DisplayedFrame] {
        let stepless = stepless(trace)
        let ledger = FrameLedger(stepless)
        guard ledger.isNumbered, ledger.isTimed, ledger.unseen <= unseenLimit else { return [] }
        let isLive = stepless.isLive
        guard let delay = delay ?? (isLive ? operatingDelay(stepless, ledger: ledger) : .zero) else { return [] }
        let clock = StampClock(stepless, ledger: ledger)
        return ledger.streams.flatMap { stream in
            let frames = DueFrames(stepless, original: trace, stream: stream, clock: clock).frames
            let screen = Screen(stepless, of: stream.streamID, clock: clock, delay: delay)
            return screen.shown(frames, after: delay)
        }
    }

    /// How many frames were sent in the measured stretch that no picture showed; 0 where marks lack numbers.
    public static func unseen(in trace: Trace) -> Int {
        FrameLedger(stepless(trace)).unseen
    }

    /// The run by a streamer's clock that was never stepped.
    private static func stepless(_ trace: Trace) -> Trace {
        ClockFit(of: trace, driftLimit: EstimationOptions().driftLimit)?.stepless(trace) ?? trace
    }

    /// The operating delay, counted from decoding and not from arrival: a picture is not displayed before it is decoded.
    static func operatingDelay(_ trace: Trace, ledger: FrameLedger) -> Latency? {
        var trace = trace
        for index in trace.samples.indices {
            trace.samples[index].arrival = trace.samples[index].decoded
        }
        let clock = StampClock(trace, ledger: ledger)
        guard let timeline = PlayoutTimeline(trace, ledger: ledger, clock: clock) else { return nil }
        return FixedPlayer(timeline).map { Latency(nanoseconds: $0.operatingDelay) }
    }
}
