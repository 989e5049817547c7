internal import CFFmpeg

/// Owns one libav decoder.
final class DecoderContext {
    let pointer: UnsafeMutablePointer<AVCodecContext>

    private init(_ pointer: UnsafeMutablePointer<AVCodecContext>) {
        self.pointer = pointer
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = pointer
        avcodec_free_context(&context)
    }

    /// Opens a decoder with one thread, so that no picture waits for another thread's.
    static func open(_ video: VideoStreamInfo, mode: DecoderMode) throws(MediaError) -> DecoderContext {
        LibavText.begin()
        guard let codec = avcodec_find_decoder(video.parameters.pointer.pointee.codec_id) else {
            throw .codecMissing(codec: video.codec, doing: "decode")
        }
        guard let pointer = avcodec_alloc_context3(codec) else { throw .outOfMemory(what: "a decoder") }
        let context = DecoderContext(pointer)
        guard avcodec_parameters_to_context(pointer, video.parameters.pointer) >= 0 else {
            throw .outOfMemory(what: "a decoder")
        }
        pointer.pointee.thread_count = 1
        switch mode {
        case .lowDelay:
            pointer.pointee.flags |= AV_CODEC_FLAG_LOW_DELAY
            pointer.pointee.has_b_frames = 0
        case .reordering:
            // Otherwise a stream that does not say how far it reorders loses pictures until that is found out.
            pointer.pointee.strict_std_compliance = FF_COMPLIANCE_STRICT
        }
        let code = avcodec_open2(pointer, codec, nil)
        guard code >= 0 else { throw .decoderFailed(codec: video.codec, reason: LibavText.withLog(code)) }
        return context
    }
}
