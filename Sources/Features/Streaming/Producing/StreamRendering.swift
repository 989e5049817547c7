public import LabModel

/// Makes marked files: frames at exact tick times from the start instant.
public enum StreamRendering {
    /// Renders frames into a file whose extension names the container: mp4, mkv, ts and others.
    /// - Parameters:
    ///   - settings: what to render; duration and frame limit do not matter.
    ///   - frames: how many, at least 1.
    ///   - file: where to.
    ///   - clock: gives the start instant.
    ///   - generator: where the stream id comes from.
    ///   - onProgress: called at each frame with the number done; returning false ends the file there.
    /// - Returns: the description of what was rendered.
    /// - Throws: ``StreamingError``.
    public static func render(
        _ settings: StreamSettings,
        frames: Int,
        to file: String,
        clock: any LabClock,
        using generator: inout some RandomNumberGenerator,
        onProgress: (Int) -> Bool = { _ in true }
    ) throws(StreamingError) -> StreamDescription {
        try settings.check()
        var digest: String?
        if let content = settings.content {
            digest = try ContentDigest.sha256(ofFile: content)
        }
        let start = clock.now()
        let stream = StreamIdentity(settings, startedAt: start, contentSHA256: digest, using: &generator)
        let pipeline = try FramePipeline(settings, seed: stream.seed, clock: clock, file: file)
        for index in 0..<frames {
            let stamp = FrameStamp(
                streamID: stream.streamID,
                number: FrameNumber(UInt32(clamping: index)),
                time: start + settings.frameRate.timeOfTick(Int64(index))
            )
            _ = try pipeline.make(stamp, tick: Int64(index))
            guard onProgress(index + 1) else { break }
        }
        try pipeline.finish()
        return stream.description
    }
}
