import LabModel

extension Trace {
    /// A run on one machine: frames at 25 a second, each received so late and decoded a millisecond later.
    ///
    /// - Parameters:
    ///   - began: when it joined and the first frame was sent.
    ///   - frames: the numbers of those that came.
    ///   - delayMs: how late each arrives.
    ///   - size: the pictures' size.
    /// - Returns: what was observed of it.
    static func planted(
        from began: WallTime,
        frames: some Sequence<Int>,
        delayMs: Double,
        size: PixelSize
    ) -> Trace {
        var trace = Trace()
        trace.join = began
        trace.clockMethod = .sameHost
        trace.nominalPeriod = .milliseconds(40)
        (trace.media.width, trace.media.height, trace.media.fps) = (size.width, size.height, 25)
        trace.samples = frames.map { index in
            let sent = began + .milliseconds(Double(index) * 40)
            return Sample(
                stamp: FrameStamp(streamID: StreamID(rawValue: 7), number: FrameNumber(UInt32(index)), time: sent),
                arrival: sent + .milliseconds(delayMs),
                decoded: sent + .milliseconds(delayMs + 1),
                presentationTime: .milliseconds(Double(index) * 40),
                size: ByteCount(5_000),
                clockOffset: .zero,
                clockErrorBound: .zero
            )
        }
        trace.end = began + .seconds(4)
        trace.drained = began + .seconds(4.5)
        trace.endReason = .duration
        return trace
    }
}
