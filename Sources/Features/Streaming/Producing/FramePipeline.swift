internal import Drawing
internal import LabModel
internal import Media

/// Makes a frame: draws its picture and mark and encodes it.
///
/// One thread at a time.
final class FramePipeline {
    /// Beyond this a picture that is still read is copied instead.
    private static let mostPictures = 16

    private let drawer: FrameDrawer
    private var pictures: [PictureBuffer]
    private var picture: PictureBuffer
    private let encoder: VideoEncoder

    /// Opens everything that a stream needs.
    /// - Parameters:
    ///   - settings: what to stream.
    ///   - seed: the seed of the drawn picture.
    ///   - clock: the clock of the content file's limits.
    /// - Throws: ``StreamingError/media(_:)`` or ``StreamingError/mark(_:)``.
    init(_ settings: StreamSettings, seed: UInt32, clock: any LabClock) throws(StreamingError) {
        do throws(DrawingError) {
            drawer = try FrameDrawer(
                size: settings.size,
                content: settings.content.map(PictureContent.file) ?? .drawn(seed: seed),
                markFormat: settings.markFormat,
                clock: clock
            )
        } catch {
            throw StreamingError(error)
        }
        let encoding = EncoderSettings(
            codec: settings.codec,
            size: settings.size,
            frameRate: settings.frameRate,
            bitrate: settings.bitrate,
            gop: settings.gop
        )
        do throws(MediaError) {
            picture = try PictureBuffer.make(size: settings.size)
            pictures = [picture]
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
            try takeFreePicture()
        } catch {
            throw .media(error)
        }
        do throws(DrawingError) {
            try drawer.draw(stamp, into: picture)
        } catch {
            throw StreamingError(error)
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

    /// Shares the picture of the last frame; its memory is not drawn into before it is released.
    /// - Throws: ``StreamingError/media(_:)``.
    func sharePicture() throws(StreamingError) -> SharedPicture {
        do throws(MediaError) {
            return try picture.share()
        } catch {
            throw .media(error)
        }
    }

    /// Finds memory that nobody reads, so that what is shared need not be copied.
    private func takeFreePicture() throws(MediaError) {
        if let free = pictures.first(where: \.isFree) {
            picture = free
        } else if pictures.count < Self.mostPictures {
            picture = try PictureBuffer.make(size: picture.size)
            pictures.append(picture)
        }
    }
}
