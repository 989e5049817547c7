internal import LabModel
internal import Marks
internal import Media

/// Makes a frame: draws its picture and mark and encodes it.
///
/// One thread at a time.
final class FramePipeline {
    private var source: PictureSource
    private var painter: MarkPainter
    private let picture: PictureBuffer
    private let encoder: VideoEncoder

    /// Opens everything that a stream needs.
    /// - Parameters:
    ///   - settings: what to stream.
    ///   - seed: the seed of the drawn picture.
    ///   - clock: the clock of the content file's limits.
    /// - Throws: ``StreamingError/media(_:)`` or ``StreamingError/mark(_:)``.
    init(_ settings: StreamSettings, seed: UInt32, clock: any LabClock) throws(StreamingError) {
        do throws(MarkError) {
            painter = try MarkPainter(size: settings.size, format: settings.markFormat)
        } catch {
            throw .mark(error)
        }
        let encoding = EncoderSettings(
            codec: settings.codec,
            size: settings.size,
            frameRate: settings.frameRate,
            bitrate: settings.bitrate,
            gop: settings.gop
        )
        do throws(MediaError) {
            source = try PictureSource.open(settings, seed: seed, clock: clock)
            picture = try PictureBuffer.make(size: settings.size)
            encoder = try VideoEncoder.open(encoding)
        } catch {
            throw .media(error)
        }
    }

    /// What containers must know of the stream.
    /// - Throws: ``StreamingError/media(_:)``.
    func stream() throws(StreamingError) -> EncodedStream {
        do throws(MediaError) {
            return try encoder.stream()
        } catch {
            throw .media(error)
        }
    }

    /// Makes a frame.
    /// - Parameters:
    ///   - stamp: what its mark says; with a number.
    ///   - tick: its presentation time in frame periods, above that of the frame before.
    /// - Returns: normally one packet, this frame's.
    /// - Throws: ``StreamingError/media(_:)`` or ``StreamingError/mark(_:)``.
    func make(_ stamp: FrameStamp, tick: Int64) throws(StreamingError) -> [EncodedPacket] {
        do throws(MediaError) {
            try source.draw(stamp.number ?? 0, into: picture)
        } catch {
            throw .media(error)
        }
        if let error = drawMark(stamp) {
            throw .mark(error)
        }
        do throws(MediaError) {
            return try encoder.encode(picture, index: tick)
        } catch {
            throw .media(error)
        }
    }

    /// Ends the encoder.
    /// - Returns: what was still inside it.
    /// - Throws: ``StreamingError/media(_:)``.
    func finish() throws(StreamingError) -> [EncodedPacket] {
        do throws(MediaError) {
            return try encoder.finish()
        } catch {
            throw .media(error)
        }
    }

    private func drawMark(_ stamp: FrameStamp) -> MarkError? {
        picture.withPlanes { planes in
            do throws(MarkError) {
                try painter.draw(stamp, into: planes)
                return nil
            } catch {
                return error
            }
        }
    }
}
