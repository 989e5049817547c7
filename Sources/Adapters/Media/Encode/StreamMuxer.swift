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
    private let fragmentsEachFrame: Bool
    private let hasSound: Bool
    private var tracks: MuxedTracks?
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
        formatName = context.pointee.oformat.pointee.name.map { String(cString: $0) } ?? ""
        self.fragmentsEachFrame = fragmentsEachFrame
        hasSound = stream.sound != nil
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
        muxer.tracks = try MuxedTracks(stream, in: context)
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
        muxer.tracks = try MuxedTracks(stream, in: context)
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
        if fragmentsEachFrame, packet.index != lastIndex + 1 {
            // Else the fragment would begin where the one before ends, however long the hole between them is.
            av_opt_set(context?.pointee.priv_data, "movflags", "+frag_discont", 0)
        }
        try check(try tracks?.write(packet) ?? 0)
        lastIndex = packet.index
        if fragmentsEachFrame {
            try check(av_write_frame(context, nil))
        }
        return takeBytes()
    }

    /// Writes sound behind the access units that were written; where none was, or the stream has no sound, it is left out.
    ///
    /// Nothing waits for anything: sound may be dated earlier than the pictures before it.
    /// - Returns: exactly its bytes in the container.
    /// - Throws: ``MediaError/muxerFailed(format:reason:)``.
    public func write(_ packets: [SoundPacket]) throws(MediaError) -> [UInt8] {
        guard hasBegun, hasSound, !packets.isEmpty else { return [] }
        LibavText.begin()
        for packet in packets {
            try check(try tracks?.write(packet) ?? 0)
        }
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
        try MuxedTracks.container(name, for: path) { code in
            .muxerFailed(format: name ?? path ?? "", reason: LibavText.withLog(code))
        }
    }

    private func begin(with packet: EncodedPacket) throws(MediaError) {
        guard !hasBegun else { return }
        let flags = PushAddress.Option(name: "movflags", value: "frag_custom+empty_moov+default_base_moof")
        try check(try tracks?.begin(with: packet, options: fragmentsEachFrame ? [flags] : []) ?? 0)
        hasBegun = true
        header = takeBytes()
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
