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
    private let sound: SoundStream?
    private var hasBegun = false

    private init(_ rendition: LadderRendition, settings: StreamSettings, sound: SoundStream?) throws(MediaError) {
        self.rendition = rendition
        self.sound = sound
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
        muxer = try StreamMuxer.open(.fragmentedMP4, stream: try encoder.stream().with(sound))
    }

    /// Opens the encoder of a rendition, as a ladder wants it.
    @Sendable
    static func open(
        _ rendition: LadderRendition,
        settings: StreamSettings,
        sound: SoundStream?
    ) throws(MediaError) -> Ladder.Encode {
        let encoder = try RenditionEncoder(rendition, settings: settings, sound: sound)
        return { (picture) throws(MediaError) in try encoder.encode(picture) }
    }

    private func encode(_ drawn: DrawnPicture) throws(MediaError) {
        try scaler.scale(drawn.picture, into: buffer)
        for packet in try encoder.encode(buffer, index: drawn.tick, isKeyframe: drawn.isKeyframe) {
            let bytes = try muxer.write(packet)
            let sounds = try muxer.write(drawn.sound)
            if !hasBegun {
                hasBegun = true
                rendition.begin(header: muxer.header, sound: sound)
            }
            let time = ProducerReferenceTime(fragment: bytes, time: drawn.stamp)
            rendition.append(
                LiveFrame(
                    bytes: (time?.bytes ?? []) + bytes + sounds,
                    duration: period,
                    isKeyframe: packet.isKeyframe,
                    time: drawn.due
                )
            )
        }
    }
}
