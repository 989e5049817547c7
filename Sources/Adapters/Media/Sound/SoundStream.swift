/// What containers must know of an encoded stream's sound; immutable, and may be used on any thread.
public final class SoundStream: Sendable {
    /// Samples a second; the packets' times count in samples.
    public let sampleRate: Int
    /// The codec as RFC 6381 writes it: AAC-LC.
    public let codecs = "mp4a.40.2"

    let parameters: CodecParameters

    init(sampleRate: Int, parameters: CodecParameters) {
        self.sampleRate = sampleRate
        self.parameters = parameters
    }
}
