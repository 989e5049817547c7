internal import CFFmpeg
internal import LabModel

/// What containers must know of an encoded stream.
///
/// Outlives its encoder and may be used on any thread: each outlet opens its own ``StreamMuxer`` with it, again and again
/// where a connection is lost.
public final class EncodedStream: Sendable {
    /// What the encoder was asked for.
    public let settings: EncoderSettings

    /// The unit of the packets' times: one frame period.
    var timeBase: AVRational {
        AVRational(
            num: Int32(clamping: settings.frameRate.denominator),
            den: Int32(clamping: settings.frameRate.numerator)
        )
    }

    private let owner: ParametersOwner

    init(settings: EncoderSettings, context: UnsafePointer<AVCodecContext>) throws(MediaError) {
        self.settings = settings
        owner = try ParametersOwner.make(from: context)
    }

    func copyParameters(to parameters: UnsafeMutablePointer<AVCodecParameters>) throws(MediaError) {
        guard avcodec_parameters_copy(parameters, owner.pointer) >= 0 else {
            throw .outOfMemory(what: "codec parameters")
        }
    }
}

/// Owns libav's parameters of a stream; immutable once made.
private final class ParametersOwner: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVCodecParameters>

    private init(_ pointer: UnsafeMutablePointer<AVCodecParameters>) {
        self.pointer = pointer
    }

    deinit {
        var parameters: UnsafeMutablePointer<AVCodecParameters>? = pointer
        avcodec_parameters_free(&parameters)
    }

    static func make(from context: UnsafePointer<AVCodecContext>) throws(MediaError) -> ParametersOwner {
        guard let pointer = avcodec_parameters_alloc() else { throw .outOfMemory(what: "codec parameters") }
        let owner = ParametersOwner(pointer)
        guard avcodec_parameters_from_context(pointer, context) >= 0 else {
            throw .outOfMemory(what: "codec parameters")
        }
        return owner
    }
}
