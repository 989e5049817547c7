public import LabModel
internal import Media

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
        let pipeline = try FramePipeline(settings, seed: stream.seed, clock: clock)
        let container = try FileContainer(file, stream: pipeline.stream())
        for index in 0..<frames {
            let stamp = FrameStamp(
                streamID: stream.streamID,
                number: FrameNumber(UInt32(clamping: index)),
                time: start + settings.frameRate.timeOfTick(Int64(index))
            )
            try container.write(pipeline.make(stamp, tick: Int64(index)))
            guard onProgress(index + 1) else { break }
        }
        try container.write(pipeline.finish())
        try container.finish()
        return stream.description
    }
}

/// A file that frames are written to.
private struct FileContainer {
    private let muxer: StreamMuxer

    init(_ file: String, stream: EncodedStream) throws(StreamingError) {
        do throws(MediaError) {
            muxer = try StreamMuxer.open(file: file, stream: stream)
        } catch {
            throw .media(error)
        }
    }

    func write(_ packets: [EncodedPacket]) throws(StreamingError) {
        do throws(MediaError) {
            for packet in packets {
                _ = try muxer.write(packet)
            }
        } catch {
            throw .media(error)
        }
    }

    func finish() throws(StreamingError) {
        do throws(MediaError) {
            _ = try muxer.finish()
        } catch {
            throw .media(error)
        }
    }
}
