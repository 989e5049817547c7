internal import CFFmpeg
internal import LabModel

/// Encodes one channel of sound as AAC; one thread at a time.
///
/// AAC gives the first samples back only with the second packet, and libav dates the first packet that much earlier. So
/// each packet's time is that of the samples that a decoder makes of it, and the packet from before the beginning, which
/// holds none of the sound, is left out.
public final class SoundEncoder {
    /// Samples a second.
    public let sampleRate: Int

    private let context: UnsafeMutablePointer<AVCodecContext>
    /// Where the sound begins; nil before it does.
    private var start: Int64?
    private var position: Int64 = 0
    private var waiting: [Float] = []

    private init(context: UnsafeMutablePointer<AVCodecContext>, sampleRate: Int) {
        self.context = context
        self.sampleRate = sampleRate
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// Opens an encoder.
    /// - Parameter sampleRate: samples a second, one of AAC's.
    /// - Returns: the encoder.
    /// - Throws: ``MediaError/codecMissing(codec:doing:)`` or ``MediaError/encoderFailed(codec:reason:)``.
    public static func open(sampleRate: Int) throws(MediaError) -> SoundEncoder {
        LibavText.begin()
        guard let codec = avcodec_find_encoder(AV_CODEC_ID_AAC) else {
            throw .codecMissing(codec: "aac", doing: "encode")
        }
        guard let context = avcodec_alloc_context3(codec) else { throw .outOfMemory(what: "an encoder") }
        let encoder = SoundEncoder(context: context, sampleRate: sampleRate)
        context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
        context.pointee.sample_rate = Int32(clamping: sampleRate)
        av_channel_layout_default(&context.pointee.ch_layout, 1)
        context.pointee.time_base = AVRational(num: 1, den: Int32(clamping: sampleRate))
        context.pointee.bit_rate = 96_000
        let code = avcodec_open2(context, codec, nil)
        guard code >= 0 else { throw .encoderFailed(codec: "aac", reason: LibavText.withLog(code)) }
        return encoder
    }

    /// What containers must know of the sound.
    /// - Throws: ``MediaError/outOfMemory(what:)``.
    public func stream() throws(MediaError) -> SoundStream {
        // Each packet's time is its first sample's, and the one that only fills the encoder is left out: nothing is to be skipped.
        SoundStream(sampleRate: sampleRate, parameters: try .of(context))
    }

    /// Encodes what follows the samples of the last call.
    /// - Parameters:
    ///   - samples: from −1 to 1.
    ///   - position: when the first of them is presented, in samples from media time 0; counts with the first call only.
    /// - Returns: the packets that are now whole, in order.
    /// - Throws: ``MediaError/encoderFailed(codec:reason:)`` or ``MediaError/outOfMemory(what:)``.
    public func encode(_ samples: [Float], from position: Int64 = 0) throws(MediaError) -> [SoundPacket] {
        if start == nil {
            start = position
            self.position = position
        }
        waiting += samples
        let size = max(1, Int(context.pointee.frame_size))
        var packets: [SoundPacket] = []
        var first = 0
        while first + size <= waiting.count {
            packets += try send(waiting[first..<first + size])
            first += size
        }
        waiting.removeFirst(first)
        return packets
    }

    private func send(_ samples: ArraySlice<Float>) throws(MediaError) -> [SoundPacket] {
        LibavText.begin()
        let frame = try FrameOwner.make()
        frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        frame.pointer.pointee.nb_samples = Int32(clamping: samples.count)
        frame.pointer.pointee.sample_rate = Int32(clamping: sampleRate)
        frame.pointer.pointee.pts = position
        guard av_channel_layout_copy(&frame.pointer.pointee.ch_layout, &context.pointee.ch_layout) >= 0,
            av_frame_get_buffer(frame.pointer, 0) >= 0, let plane = frame.pointer.pointee.data.0
        else { throw .outOfMemory(what: "sound") }
        samples.withUnsafeBytes { bytes in
            UnsafeMutableRawPointer(plane).copyMemory(
                from: bytes.baseAddress ?? UnsafeRawPointer(plane),
                byteCount: bytes.count
            )
        }
        position += Int64(samples.count)
        let code = avcodec_send_frame(context, frame.pointer)
        guard code >= 0 else { throw .encoderFailed(codec: "aac", reason: LibavText.withLog(code)) }
        return try receive()
    }

    private func receive() throws(MediaError) -> [SoundPacket] {
        var packets: [SoundPacket] = []
        while true {
            let owner = try PacketOwner.make()
            let code = avcodec_receive_packet(context, owner.pointer)
            if code == lab_error_again || code == lab_error_eof { return packets }
            guard code >= 0 else { throw .encoderFailed(codec: "aac", reason: LibavText.withLog(code)) }
            if let start, owner.pointer.pointee.pts >= start {
                packets.append(SoundPacket(position: owner.pointer.pointee.pts, owner: owner))
            }
        }
    }
}
