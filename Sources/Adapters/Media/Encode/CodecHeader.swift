internal import CFFmpeg

/// The codec's own header (parameter sets, sequence header), which some containers want in front.
enum CodecHeader {
    /// Takes it out of a keyframe; codecs without one are left as they are.
    static func add(
        to parameters: UnsafeMutablePointer<AVCodecParameters>,
        from packet: PacketOwner
    ) throws(MediaError) {
        guard parameters.pointee.extradata_size == 0, isExtractable(parameters.pointee.codec_id) else { return }
        var context: UnsafeMutablePointer<AVBSFContext>?
        defer { av_bsf_free(&context) }
        guard let filter = av_bsf_get_by_name("extract_extradata"), av_bsf_alloc(filter, &context) >= 0, let context,
            avcodec_parameters_copy(context.pointee.par_in, parameters) >= 0, av_bsf_init(context) >= 0
        else { throw .outOfMemory(what: "a bitstream filter") }
        var copy = av_packet_clone(packet.pointer)
        defer { av_packet_free(&copy) }
        guard av_bsf_send_packet(context, copy) >= 0, av_bsf_receive_packet(context, copy) >= 0 else { return }
        try set(parameters, from: copy)
    }

    private static func isExtractable(_ codec: AVCodecID) -> Bool {
        [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_AV1].contains { $0 == codec }
    }

    private static func set(
        _ parameters: UnsafeMutablePointer<AVCodecParameters>,
        from packet: UnsafeMutablePointer<AVPacket>?
    ) throws(MediaError) {
        var size = 0
        guard let data = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, &size), size > 0 else { return }
        guard let memory = av_mallocz(size + Int(lab_padding)) else { throw .outOfMemory(what: "a codec header") }
        memory.copyMemory(from: data, byteCount: size)
        parameters.pointee.extradata = memory.assumingMemoryBound(to: UInt8.self)
        parameters.pointee.extradata_size = Int32(clamping: size)
    }
}
