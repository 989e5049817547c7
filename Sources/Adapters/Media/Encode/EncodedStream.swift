internal import LabModel

/// What containers must know of an encoded stream.
///
/// Outlives its encoder and may be used on any thread: each outlet opens its own ``StreamMuxer`` with it, again and again
/// where a connection is lost.
public final class EncodedStream: Sendable {
    /// What the encoder was asked for.
    public let settings: EncoderSettings
    /// The sound that goes with it; nil where there is none.
    public let sound: SoundStream?

    let parameters: CodecParameters

    init(settings: EncoderSettings, parameters: CodecParameters, sound: SoundStream? = nil) {
        self.settings = settings
        self.sound = sound
        self.parameters = parameters
    }

    /// The same stream with sound, or without.
    public func with(_ sound: SoundStream?) -> EncodedStream {
        EncodedStream(settings: settings, parameters: parameters, sound: sound)
    }
}
