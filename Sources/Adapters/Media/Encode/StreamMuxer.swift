internal import CFFmpeg
internal import LabModel

/// Puts encoded pictures into a container, in memory or in a file; one thread at a time.
public final class StreamMuxer {
    /// What a new viewer must get before a chunk that begins with a keyframe; complete once a packet has been written.
    ///
    /// Empty for MPEG-TS, whose keyframe chunks bring their own tables.
    public private(set) var header: [UInt8] = []

    private var context: UnsafeMutablePointer<AVFormatContext>?
    private let sink: MemorySink?
    private let formatName: String
    private let resendsTables: Bool
    private let encoderTimeBase: AVRational
    private let fragmentsEachFrame: Bool
    private var hasBegun = false
    private var hasFinished = false
    /// The index of the packet before; what would stand before a stream that begins at 0.
    private var lastIndex: Int64 = -1

    private init(
        context: UnsafeMutablePointer<AVFormatContext>,
        sink: MemorySink?,
        stream: EncodedStream,
        fragmentsEachFrame: Bool
    ) {
        self.context = context
        self.sink = sink
        let name = context.pointee.oformat.pointee.name.map { String(cString: $0) } ?? ""
        formatName = name
        resendsTables = name == "mpegts"
        encoderTimeBase = stream.timeBase
        self.fragmentsEachFrame = fragmentsEachFrame
    }

    deinit {
        if sink == nil, let context {
            avio_closep(&context.pointee.pb)
        }
        avformat_free_context(context)
    }

    /// Opens a container in memory.
    /// - Throws: ``MediaError/muxerFailed(format:reason:)`` where the container does not take the codec.
    public static func open(_ format: ContainerFormat, stream: EncodedStream) throws(MediaError) -> StreamMuxer {
        let name = format.libavName
        let codec = stream.settings.codec
        guard format.codecs.contains(codec) else {
            throw .muxerFailed(format: name, reason: "it does not take \(codec.rawValue)")
        }
        let context = try allocate(name: name, path: nil)
        let sink = try MemorySink.make()
        context.pointee.pb = sink.context
        context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_FLUSH_PACKETS
        let isFragmented = format == .fragmentedMP4
        if isFragmented {
            // Else libav moves a stream that begins later than at 0 to 0.
            context.pointee.avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED
        }
        let muxer = StreamMuxer(context: context, sink: sink, stream: stream, fragmentsEachFrame: isFragmented)
        try muxer.add(stream)
        return muxer
    }

    /// Opens a container in memory for an encoder's stream.
    /// - Throws: as ``open(_:stream:)`` does.
    public static func open(_ format: ContainerFormat, encoder: VideoEncoder) throws(MediaError) -> StreamMuxer {
        try open(format, stream: encoder.stream())
    }

    /// Opens a file whose extension names the container: mp4, mkv, ts and others.
    /// - Throws: ``MediaError/muxerFailed(format:reason:)``, or ``MediaError/cannotOpen(address:reason:)``.
    public static func open(file path: String, stream: EncodedStream) throws(MediaError) -> StreamMuxer {
        let context = try allocate(name: nil, path: path)
        let muxer = StreamMuxer(context: context, sink: nil, stream: stream, fragmentsEachFrame: false)
        try muxer.add(stream)
        let code = avio_open(&context.pointee.pb, "file:\(path)", AVIO_FLAG_WRITE)
        guard code >= 0 else { throw .cannotOpen(address: path, reason: LibavText.of(code)) }
        return muxer
    }

    /// Opens a file for an encoder's stream.
    /// - Throws: as ``open(file:stream:)`` does.
    public static func open(file path: String, encoder: VideoEncoder) throws(MediaError) -> StreamMuxer {
        try open(file: path, stream: encoder.stream())
    }

    /// Writes one access unit.
    /// - Returns: exactly its bytes in the container, ``header`` aside; nothing where a file is written. A keyframe's
    ///   bytes begin with what a viewer needs to start there.
    /// - Throws: ``MediaError/muxerFailed(format:reason:)``.
    public func write(_ packet: EncodedPacket) throws(MediaError) -> [UInt8] {
        try begin(with: packet)
        guard let copy = av_packet_clone(packet.owner.pointer), let context else {
            throw .outOfMemory(what: "a packet")
        }
        var owned: UnsafeMutablePointer<AVPacket>? = copy
        defer { av_packet_free(&owned) }
        copy.pointee.stream_index = 0
        if let stream = context.pointee.streams[0] {
            lab_rescale(copy, encoderTimeBase, stream.pointee.time_base)
        }
        if resendsTables, packet.isKeyframe {
            av_opt_set(context.pointee.priv_data, "mpegts_flags", "+resend_headers", 0)
        }
        if fragmentsEachFrame, packet.index != lastIndex + 1 {
            // Else the fragment would begin where the one before ends, however long the hole between them is.
            av_opt_set(context.pointee.priv_data, "movflags", "+frag_discont", 0)
        }
        try check(av_write_frame(context, copy))
        lastIndex = packet.index
        if fragmentsEachFrame {
            try check(av_write_frame(context, nil))
        }
        return takeBytes()
    }

    /// Ends the container; nothing can be written after it.
    /// - Returns: the last bytes; nothing where a file is written or nothing was begun.
    /// - Throws: ``MediaError/muxerFailed(format:reason:)``.
    public func finish() throws(MediaError) -> [UInt8] {
        guard hasBegun, !hasFinished else { return [] }
        hasFinished = true
        try check(av_write_trailer(context))
        return takeBytes()
    }

    private static func allocate(
        name: String?,
        path: String?
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        LibavText.begin()
        var context: UnsafeMutablePointer<AVFormatContext>?
        let code = avformat_alloc_output_context2(&context, nil, name, path)
        guard code >= 0, let context else {
            throw .muxerFailed(format: name ?? path ?? "", reason: LibavText.withLog(code))
        }
        context.pointee.max_delay = 0
        return context
    }

    private func add(_ encoded: EncodedStream) throws(MediaError) {
        guard let stream = avformat_new_stream(context, nil) else { throw .outOfMemory(what: "a stream") }
        try encoded.copyParameters(to: stream.pointee.codecpar)
        stream.pointee.time_base = encoded.timeBase
        let rate = AVRational(num: encoded.timeBase.den, den: encoded.timeBase.num)
        stream.pointee.avg_frame_rate = rate
    }

    /// Writes the container's header, for which the codec's own header is taken from the first keyframe.
    private func begin(with packet: EncodedPacket) throws(MediaError) {
        guard !hasBegun else { return }
        LibavText.begin()
        if let parameters = context?.pointee.streams[0]?.pointee.codecpar, !resendsTables {
            try CodecHeader.add(to: parameters, from: packet.owner)
        }
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        for (name, value) in headerOptions {
            av_dict_set(&options, name, value, 0)
        }
        try check(avformat_write_header(context, &options))
        hasBegun = true
        header = takeBytes()
    }

    private var headerOptions: [(String, String)] {
        if fragmentsEachFrame { return [("movflags", "frag_custom+empty_moov+default_base_moof")] }
        // With its length in the PES header a unit is handed out as soon as it is whole.
        return resendsTables ? [("omit_video_pes_length", "0"), ("mpegts_flags", "+resend_headers")] : []
    }

    private func check(_ code: Int32) throws(MediaError) {
        guard code < 0 else { return }
        throw .muxerFailed(format: formatName, reason: LibavText.withLog(code))
    }

    private func takeBytes() -> [UInt8] {
        guard let sink else { return [] }
        avio_flush(sink.context)
        return sink.take()
    }
}
