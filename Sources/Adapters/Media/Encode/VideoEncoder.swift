internal import CFFmpeg
internal import LabModel

/// Encodes pictures, each as soon as it is given; one thread at a time.
public final class VideoEncoder {
    /// What was asked for.
    public let settings: EncoderSettings

    private let context: UnsafeMutablePointer<AVCodecContext>
    private var lastIndex = Int64.min
    private var hasFinished = false

    private init(settings: EncoderSettings, context: UnsafeMutablePointer<AVCodecContext>) {
        self.settings = settings
        self.context = context
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// Opens an encoder.
    /// - Throws: ``MediaError/codecMissing(codec:doing:)`` where this libav lacks the codec,
    ///   ``MediaError/badSetting(name:value:reason:)``, or ``MediaError/encoderFailed(codec:reason:)``.
    public static func open(_ settings: EncoderSettings) throws(MediaError) -> VideoEncoder {
        try settings.check()
        LibavText.begin()
        let options = EncoderOptions.of(settings)
        guard let codec = options.names.lazy.compactMap({ avcodec_find_encoder_by_name($0) }).first else {
            throw .codecMissing(codec: settings.codec.rawValue, doing: "encode")
        }
        guard let context = avcodec_alloc_context3(codec) else { throw .outOfMemory(what: "an encoder") }
        let encoder = VideoEncoder(settings: settings, context: context)
        encoder.describePicture()
        encoder.describeRate()
        for (name, value) in options.options where av_opt_set(context.pointee.priv_data, name, value, 0) < 0 {
            throw .badSetting(name: name, value: value, reason: "this \(options.names[0]) does not take it")
        }
        let code = avcodec_open2(context, codec, nil)
        guard code >= 0 else { throw encoder.failure(code) }
        return encoder
    }

    /// Encodes one picture.
    /// - Parameters:
    ///   - picture: of the size of the settings; free to be drawn into again as soon as this returns.
    ///   - index: the presentation time in frame periods, above that of the picture before.
    ///   - isKeyframe: whether decoding must be able to start here; elsewhere the settings' distance decides.
    /// - Returns: normally one packet, this picture's.
    /// - Throws: ``MediaError/badSetting(name:value:reason:)`` or ``MediaError/encoderFailed(codec:reason:)``.
    public func encode(
        _ picture: PictureBuffer,
        index: Int64,
        isKeyframe: Bool = false
    ) throws(MediaError) -> [EncodedPacket] {
        try encode(picture.frame, size: picture.size, index: index, isKeyframe: isKeyframe)
    }

    /// Encodes a picture that others may read at the same time; otherwise as with a buffer.
    /// - Returns: normally one packet, this picture's.
    /// - Throws: as with a buffer, or ``MediaError/outOfMemory(what:)``.
    public func encode(
        _ picture: SharedPicture,
        index: Int64,
        isKeyframe: Bool = false
    ) throws(MediaError) -> [EncodedPacket] {
        try encode(picture.frame.reference(), size: picture.size, index: index, isKeyframe: isKeyframe)
    }

    private func encode(
        _ frame: FrameOwner,
        size: PixelSize,
        index: Int64,
        isKeyframe: Bool
    ) throws(MediaError) -> [EncodedPacket] {
        guard size == settings.size else {
            throw .badSetting(name: "size", value: "\(size)", reason: "the encoder makes \(settings.size)")
        }
        guard index > lastIndex else {
            throw .badSetting(name: "index", value: "\(index)", reason: "it must be above the last one, \(lastIndex)")
        }
        lastIndex = index
        frame.pointer.pointee.pts = index
        frame.pointer.pointee.pict_type = isKeyframe ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
        return try send(frame.pointer)
    }

    /// Gives the packets that are still inside; the encoder takes no more pictures.
    /// - Throws: ``MediaError/encoderFailed(codec:reason:)``.
    public func finish() throws(MediaError) -> [EncodedPacket] {
        guard !hasFinished else { return [] }
        hasFinished = true
        return try send(nil)
    }

    /// What containers must know of the stream.
    /// - Throws: ``MediaError/outOfMemory(what:)``.
    public func stream() throws(MediaError) -> EncodedStream {
        EncodedStream(settings: settings, parameters: try .of(context))
    }

    private func send(_ frame: UnsafePointer<AVFrame>?) throws(MediaError) -> [EncodedPacket] {
        LibavText.begin()
        let code = avcodec_send_frame(context, frame)
        guard code >= 0 else { throw failure(code) }
        var packets: [EncodedPacket] = []
        while true {
            let owner = try PacketOwner.make()
            let code = avcodec_receive_packet(context, owner.pointer)
            if code == lab_error_again || code == lab_error_eof { return packets }
            guard code >= 0 else { throw failure(code) }
            owner.pointer.pointee.duration = 1
            let isKey = owner.pointer.pointee.flags & AV_PKT_FLAG_KEY != 0
            packets.append(EncodedPacket(isKeyframe: isKey, index: owner.pointer.pointee.pts, owner: owner))
        }
    }

    private func describePicture() {
        context.pointee.width = Int32(clamping: settings.size.width)
        context.pointee.height = Int32(clamping: settings.size.height)
        context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
        context.pointee.color_range = AVCOL_RANGE_MPEG
        context.pointee.colorspace = AVCOL_SPC_BT709
        context.pointee.color_primaries = AVCOL_PRI_BT709
        context.pointee.color_trc = AVCOL_TRC_BT709
        context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        if settings.codec == .mjpeg {
            // JPEG is full range by itself; limited range must be allowed by name.
            context.pointee.strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL
        }
    }

    private func describeRate() {
        let rate = settings.frameRate
        context.pointee.time_base = AVRational(
            num: Int32(clamping: rate.denominator),
            den: Int32(clamping: rate.numerator)
        )
        context.pointee.framerate = AVRational(
            num: Int32(clamping: rate.numerator),
            den: Int32(clamping: rate.denominator)
        )
        context.pointee.thread_count = 1
        context.pointee.max_b_frames = 0
        context.pointee.gop_size = Int32(clamping: settings.framesPerGOP)
        context.pointee.keyint_min = context.pointee.gop_size
        context.pointee.bit_rate = Int64(settings.bitrate.bitsPerSecond)
        context.pointee.rc_max_rate = Int64(settings.bitrate.bitsPerSecond)
        context.pointee.rc_buffer_size = Int32(clamping: settings.reserveBits)
        context.pointee.flags |= AV_CODEC_FLAG_LOW_DELAY
        if settings.codec == .mjpeg {
            context.pointee.gop_size = 0
            context.pointee.keyint_min = 0
            context.pointee.rc_max_rate = 0
            context.pointee.rc_buffer_size = 0
        }
    }

    private func failure(_ code: Int32) -> MediaError {
        if code == -ENOMEM { return .outOfMemory(what: "encoding") }
        return .encoderFailed(codec: settings.codec.rawValue, reason: LibavText.withLog(code))
    }
}
