internal import LabModel
internal import Marks
internal import Media

/// Makes a frame from beginning to end: draws its picture and mark, encodes it, puts it into the container.
///
/// One thread at a time.
final class FramePipeline {
    /// A frame as it is sent.
    struct Piece {
        var bytes: [UInt8]
        var isKeyframe: Bool
    }

    private var source: PictureSource
    private var painter: MarkPainter
    private let picture: PictureBuffer
    private let encoder: VideoEncoder
    private let muxer: StreamMuxer

    /// Opens everything that a stream needs.
    /// - Parameters:
    ///   - settings: what to stream.
    ///   - seed: the seed of the drawn picture.
    ///   - clock: the clock of the content file's limits.
    ///   - file: where to write a file instead of pieces; nil makes pieces of MPEG-TS.
    /// - Throws: ``StreamingError/media(_:)`` or ``StreamingError/mark(_:)``.
    init(_ settings: StreamSettings, seed: UInt32, clock: any LabClock, file: String? = nil) throws(StreamingError) {
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
            muxer =
                if let file {
                    try StreamMuxer.open(file: file, encoder: encoder)
                } else {
                    try StreamMuxer.open(.mpegTS, encoder: encoder)
                }
        } catch {
            throw .media(error)
        }
    }

    /// Makes a frame.
    /// - Parameters:
    ///   - stamp: what its mark says; with a number.
    ///   - tick: its presentation time in frame periods, above that of the frame before.
    /// - Returns: normally one piece.
    /// - Throws: ``StreamingError/media(_:)`` or ``StreamingError/mark(_:)``.
    func make(_ stamp: FrameStamp, tick: Int64) throws(StreamingError) -> [Piece] {
        do throws(MediaError) {
            try source.draw(stamp.number ?? 0, into: picture)
        } catch {
            throw .media(error)
        }
        if let error = drawMark(stamp) {
            throw .mark(error)
        }
        do throws(MediaError) {
            return try muxed(encoder.encode(picture, index: tick))
        } catch {
            throw .media(error)
        }
    }

    /// Ends the encoder and the container.
    /// - Throws: ``StreamingError/media(_:)``.
    func finish() throws(StreamingError) {
        do throws(MediaError) {
            _ = try muxed(encoder.finish())
            _ = try muxer.finish()
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

    private func muxed(_ packets: [EncodedPacket]) throws(MediaError) -> [Piece] {
        var pieces: [Piece] = []
        for packet in packets {
            pieces.append(Piece(bytes: try muxer.write(packet), isKeyframe: packet.isKeyframe))
        }
        return pieces
    }
}
