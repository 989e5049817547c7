internal import CFFmpeg
public import LabModel

/// What is known of a video stream; may cross threads.
public struct VideoStreamInfo: Sendable {
    /// libav's name of the container, such as `mpegts`.
    public let container: String
    /// libav's name of the codec, such as `h264`.
    public let codec: String
    /// The picture's size; nil where only a picture will tell.
    public let size: PixelSize?
    /// Frames a second as the container promises them; nil where it says nothing.
    public let frameRate: FrameRate?

    let parameters: CodecParameters
    /// Whether pictures leave the decoder in another order than units enter it, as far as that is known.
    let isReordered: Bool

    init(container: String, parameters: CodecParameters, frameRate: FrameRate?, isReordered: Bool) {
        let values = parameters.pointer.pointee
        self.container = container
        self.codec = String(cString: avcodec_get_name(values.codec_id))
        let isSized = values.width > 0 && values.height > 0
        self.size = isSized ? PixelSize(width: Int(values.width), height: Int(values.height)) : nil
        self.frameRate = frameRate
        self.parameters = parameters
        self.isReordered = isReordered
    }
}

/// Owns a copy of libav's codec parameters; immutable.
final class CodecParameters: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVCodecParameters>

    private init(_ pointer: UnsafeMutablePointer<AVCodecParameters>) {
        self.pointer = pointer
    }

    deinit {
        var parameters: UnsafeMutablePointer<AVCodecParameters>? = pointer
        avcodec_parameters_free(&parameters)
    }

    static func copying(_ source: UnsafePointer<AVCodecParameters>) throws(MediaError) -> CodecParameters {
        let copy = try make()
        guard avcodec_parameters_copy(copy.pointer, source) >= 0 else {
            throw .outOfMemory(what: "codec parameters")
        }
        return copy
    }

    /// Those of an encoder; padding in front of sound is what its packets' own times tell.
    static func of(_ context: UnsafePointer<AVCodecContext>) throws(MediaError) -> CodecParameters {
        let made = try make()
        guard avcodec_parameters_from_context(made.pointer, context) >= 0 else {
            throw .outOfMemory(what: "codec parameters")
        }
        made.pointer.pointee.initial_padding = 0
        return made
    }

    func copy(to target: UnsafeMutablePointer<AVCodecParameters>) throws(MediaError) {
        guard avcodec_parameters_copy(target, pointer) >= 0 else { throw .outOfMemory(what: "codec parameters") }
    }

    private static func make() throws(MediaError) -> CodecParameters {
        guard let pointer = avcodec_parameters_alloc() else { throw .outOfMemory(what: "codec parameters") }
        return CodecParameters(pointer)
    }
}
