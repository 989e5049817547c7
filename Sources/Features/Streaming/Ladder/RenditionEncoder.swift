internal import HLS
internal import LabModel
internal import Media

/// Makes a rendition's frames of the stream's pictures; used by the ladder's thread only.
final class RenditionEncoder {
    private let rendition: LadderRendition
    private let scaler = Scaler()
    private let buffer: PictureBuffer
    private let encoder: VideoEncoder
    private let muxer: StreamMuxer
    private let period: Latency
    private var hasBegun = false

    init(_ rendition: LadderRendition, settings: StreamSettings) throws(MediaError) {
        self.rendition = rendition
        period = settings.frameRate.period
        buffer = try PictureBuffer.make(size: rendition.rung.size)
        encoder = try VideoEncoder.open(
            EncoderSettings(
                codec: settings.codec,
                size: rendition.rung.size,
                frameRate: settings.frameRate,
                bitrate: rendition.rung.bitrate,
                // Keyframes come where the main encoder made them, and nowhere else.
                gop: .seconds(100_000 / settings.frameRate.framesPerSecond)
            )
        )
        muxer = try StreamMuxer.open(.fragmentedMP4, encoder: encoder)
    }

    func encode(_ drawn: DrawnPicture) throws(MediaError) {
        try scaler.scale(drawn.picture, into: buffer)
        for packet in try encoder.encode(buffer, index: drawn.tick, isKeyframe: drawn.isKeyframe) {
            let bytes = try muxer.write(packet)
            if !hasBegun {
                hasBegun = true
                rendition.begin(header: muxer.header)
            }
            let time = ProducerReferenceTime(fragment: bytes, time: drawn.stamp)
            rendition.append(
                LiveFrame(
                    bytes: (time?.bytes ?? []) + bytes,
                    duration: period,
                    isKeyframe: packet.isKeyframe,
                    time: drawn.stamp
                )
            )
        }
    }
}
