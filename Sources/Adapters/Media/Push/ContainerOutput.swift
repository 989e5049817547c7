internal import CFFmpeg
internal import LabModel

/// One of libav's containers on one of its connections; some containers make their connections themselves.
final class ContainerOutput: PushOutput {
    private let address: PushAddress
    private let stream: EncodedStream
    private let watchdog: Watchdog
    private var context: UnsafeMutablePointer<AVFormatContext>?
    /// Nil where the container makes its own.
    private var connection: PushConnection?
    /// Nil where the container is not HLS.
    private var uploads: HLSUploads?
    private(set) var hasBegun = false
    private var hasEnded = false

    init(_ address: PushAddress, stream: EncodedStream, watchdog: Watchdog) throws(MediaError) {
        self.address = address
        self.stream = stream
        self.watchdog = watchdog
        LibavText.begin()
        let code = avformat_alloc_output_context2(&context, nil, address.format, address.url)
        guard code >= 0, let context else { throw failure(code) }
        context.pointee.interrupt_callback = watchdog.callback
        context.pointee.max_delay = 0
        context.pointee.max_interleave_delta = 0
        context.pointee.flags |= AVFMT_FLAG_FLUSH_PACKETS
        guard let track = avformat_new_stream(context, nil) else { throw .outOfMemory(what: "a stream") }
        try stream.copyParameters(to: track.pointee.codecpar)
        track.pointee.codecpar.pointee.codec_tag = 0
        track.pointee.time_base = stream.timeBase
        track.pointee.avg_frame_rate = AVRational(num: stream.timeBase.den, den: stream.timeBase.num)
        if context.pointee.oformat.pointee.flags & AVFMT_NOFILE == 0 {
            let connection = try PushConnection(address, watchdog: watchdog)
            context.pointee.pb = connection.context
            self.connection = connection
        }
    }

    deinit {
        close()
    }

    func write(_ packet: EncodedPacket) throws(MediaError) {
        LibavText.begin()
        try begin(with: packet)
        guard let copy = av_packet_clone(packet.owner.pointer), let context else {
            throw .outOfMemory(what: "a packet")
        }
        var owned: UnsafeMutablePointer<AVPacket>? = copy
        defer { av_packet_free(&owned) }
        copy.pointee.stream_index = 0
        if let track = context.pointee.streams[0] {
            lab_rescale(copy, stream.timeBase, track.pointee.time_base)
        }
        if address.format == "mpegts", packet.isKeyframe {
            av_opt_set(context.pointee.priv_data, "mpegts_flags", "+resend_headers", 0)
        }
        try check(av_write_frame(context, copy))
        try check(uploads?.code ?? 0)
        try connection?.flush()
    }

    func end() throws(MediaError) {
        guard hasBegun, !hasEnded else { return }
        hasEnded = true
        LibavText.begin()
        try check(av_write_trailer(context))
        try check(uploads?.code ?? 0)
        try connection?.flush()
    }

    func close() {
        guard let context else { return }
        if hasBegun, !hasEnded, address.transport == .rtsp {
            // Its sockets are given back nowhere else.
            hasEnded = true
            av_write_trailer(context)
        }
        connection?.close()
        avformat_free_context(context)
        self.context = nil
    }

    /// Writes the container's header, for which the codec's own header is taken from the first keyframe.
    private func begin(with packet: EncodedPacket) throws(MediaError) {
        guard !hasBegun else { return }
        if let parameters = context?.pointee.streams[0]?.pointee.codecpar, address.format != "mpegts" {
            try CodecHeader.add(to: parameters, from: packet.owner)
        }
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        for option in address.container {
            av_dict_set(&options, option.name, option.value, 0)
        }
        if address.format == "mpegts" {
            // With its length in the PES header a unit is handed out as soon as it is whole.
            av_dict_set(&options, "omit_video_pes_length", "0", 0)
        }
        if address.transport == .hls, let context {
            // A server that took the stream before needs no trial, and its viewers none of our empty playlists.
            if !address.isAgain {
                try HLSUploads.check(address, watchdog: watchdog)
            }
            uploads = HLSUploads(context)
        }
        try check(avformat_write_header(context, &options))
        hasBegun = true
    }

    private func check(_ code: Int32) throws(MediaError) {
        if code < 0 { throw failure(code) }
    }

    private func failure(_ code: Int32) -> MediaError {
        watchdog.failure(code, sendingTo: address)
    }
}
