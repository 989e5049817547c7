internal import CFFmpeg
internal import LabModel

/// Owns a libav demuxer.
final class Demuxer {
    private var context: UnsafeMutablePointer<AVFormatContext>?
    private let input: DemuxerInput?
    private let watchdog: Watchdog
    private let address: String

    private init(
        context: UnsafeMutablePointer<AVFormatContext>,
        input: DemuxerInput?,
        watchdog: Watchdog,
        address: String
    ) {
        self.context = context
        self.input = input
        self.watchdog = watchdog
        self.address = address
    }

    deinit {
        avformat_close_input(&context)
    }

    /// Opens a container whose bytes come from `input`; without a format's name libav probes at most 64 KB.
    static func open(
        input: DemuxerInput,
        format: String?,
        isWhole: Bool,
        address: String
    ) throws(MediaError) -> Demuxer {
        let watchdog = input.channel.watchdog
        guard var context = avformat_alloc_context() else { throw .outOfMemory(what: "a demuxer") }
        context.pointee.pb = input.context
        context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        if !isWhole {
            context.pointee.flags |= AVFMT_FLAG_NOBUFFER | AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN
        }
        context.pointee.format_probesize = 65_536
        switch format {
        case "mpegts":
            // The header needs no more than one table; a unit of unknown length may be longer than the default 200 KB.
            context.pointee.probesize = 188
            av_dict_set(&options, "max_packet_size", "8388608", 0)
        case "h264", "hevc":
            av_dict_set(&options, "raw_packet_size", "65536", 0)
        default:
            break
        }
        try begin(&context, url: nil, format: format, options: &options, watchdog: watchdog, address: address)
        return Demuxer(context: context, input: input, watchdog: watchdog, address: address)
    }

    /// Opens an address that libav's demuxer fetches by itself.
    static func open(url: String, format: String?, watchdog: Watchdog) throws(MediaError) -> Demuxer {
        let address = SafeAddress.of(url)
        let session = try SessionAddress.of(url)
        guard var context = avformat_alloc_context() else { throw .outOfMemory(what: "a demuxer") }
        context.pointee.interrupt_callback = AVIOInterruptCB(
            callback: askWatchdog,
            opaque: Unmanaged.passUnretained(watchdog).toOpaque()
        )
        context.pointee.max_analyze_duration = 500_000
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        let scheme = SourceKind.scheme(of: url) ?? ""
        for option in ProtocolOption.of(format ?? scheme) {
            // A manifest in a file may lead to files.
            let isHere = option.key == ProtocolOption.whitelist && format != "sdp" && ["", "file"].contains(scheme)
            if !isHere {
                av_dict_set(&options, option.key, option.value, 0)
            }
        }
        if let transport = session.transport {
            av_dict_set(&options, "rtsp_transport", transport, 0)
        }
        try begin(&context, url: session.url, format: format, options: &options, watchdog: watchdog, address: address)
        let demuxer = Demuxer(context: context, input: nil, watchdog: watchdog, address: address)
        if !demuxer.isDescribed {
            try demuxer.findStreamInfo()
        }
        return demuxer
    }

    private static func begin(
        _ context: inout UnsafeMutablePointer<AVFormatContext>,
        url: String?,
        format: String?,
        options: inout OpaquePointer?,
        watchdog: Watchdog,
        address: String
    ) throws(MediaError) {
        LibavText.begin()
        let demuxer = format.flatMap { av_find_input_format($0) }
        // libav frees the context itself when it cannot open it.
        var opened: UnsafeMutablePointer<AVFormatContext>? = context
        let code = avformat_open_input(&opened, url, demuxer, &options)
        guard code >= 0, let opened else {
            if let stopped = watchdog.error(at: address) { throw stopped }
            if url == nil, code == lab_error_invalid_data {
                guard let format else { throw .notMedia(address: address, found: "unknown bytes") }
                throw .damaged(address: address, format: format, reason: LibavText.withLog(code))
            }
            throw LibavTransport.failure(code, url: url ?? "", address: address)
        }
        context = opened
    }

    /// Lets libav look into the stream until it knows all; costs delay.
    func findStreamInfo() throws(MediaError) {
        LibavText.begin()
        let code = avformat_find_stream_info(context, nil)
        if let stopped = watchdog.error(at: address) { throw stopped }
        guard code >= 0 else { throw .cannotOpen(address: address, reason: LibavText.withLog(code)) }
    }

    /// Whether a session's description has told all that a decoder needs: a look into the stream would cost half a
    /// second, and the frames that come meanwhile would be late.
    private var isDescribed: Bool {
        guard ["rtsp", "sdp"].contains(formatName), let video else { return false }
        return [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_MJPEG].contains(video.pointee.codecpar.pointee.codec_id)
    }

    /// libav's name of the container.
    var formatName: String {
        context?.pointee.iformat.pointee.name.map { String(cString: $0) } ?? ""
    }

    /// Whether it makes a video of single pictures, which have no times of their own.
    var isPictures: Bool {
        formatName == "image2" || formatName.hasSuffix("_pipe")
    }

    /// Whether more streams may still show up.
    var mayGrow: Bool {
        (context?.pointee.ctx_flags ?? 0) & AVFMTCTX_NOHEADER != 0
    }

    /// Reads raw streams as they come: access units are cut here.
    func useRawPackets() {
        context?.pointee.flags |= AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN
    }

    /// Undoes the low-delay settings: for files, where libav's parser and its times cost nothing.
    func useCare() {
        context?.pointee.flags &= ~(AVFMT_FLAG_NOBUFFER | AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN)
    }

    /// Leaves access units to libav's parser: for codecs that are not cut here.
    func useParser() {
        context?.pointee.flags &= ~AVFMT_FLAG_NOPARSE
    }

    /// The first video stream whose codec is known, attached pictures aside.
    var video: UnsafeMutablePointer<AVStream>? {
        streams.first {
            let parameters = $0.pointee.codecpar.pointee
            return parameters.codec_type == AVMEDIA_TYPE_VIDEO && parameters.codec_id != AV_CODEC_ID_NONE
                && $0.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
        }
    }

    var hasStreams: Bool { !streams.isEmpty }

    /// What a decoder must know of the sound that a packet holds; nil where it holds something else.
    ///
    /// Some containers name the codec before they tell its settings, but no packet comes before those.
    func soundTrack(of packet: PacketOwner) throws(MediaError) -> SoundTrack? {
        guard let sound, Int(sound.pointee.index) == packet.streamIndex else { return nil }
        return SoundTrack(
            index: Int(sound.pointee.index),
            parameters: try .copying(sound.pointee.codecpar),
            timeBase: sound.pointee.time_base
        )
    }

    /// The first stream of sound whose codec is known.
    private var sound: UnsafeMutablePointer<AVStream>? {
        streams.first {
            let parameters = $0.pointee.codecpar.pointee
            return parameters.codec_type == AVMEDIA_TYPE_AUDIO && parameters.codec_id != AV_CODEC_ID_NONE
        }
    }

    /// Makes the demuxer skip what other streams carry.
    func discardAll(but video: UnsafeMutablePointer<AVStream>, keepsSound: Bool) {
        let sound = keepsSound ? sound : nil
        for stream in streams where stream != video && stream != sound {
            stream.pointee.discard = AVDISCARD_ALL
        }
    }

    /// The next packet of any stream; nil at the end.
    /// - Throws: libav's error as it is, for the caller to judge.
    func read() throws(MediaError) -> PacketOwner? {
        let packet = try PacketOwner.make()
        LibavText.begin()
        let code = av_read_frame(context, packet.pointer)
        if code >= 0 { return packet }
        if let stopped = watchdog.error(at: address) { throw stopped }
        if code == lab_error_eof { return nil }
        throw .sourceFailed(address: address, reason: LibavText.withLog(code))
    }

    /// The offset up to which the demuxer has taken bytes; nil where libav fetches them itself.
    var position: Int? { input?.position }

    private var streams: [UnsafeMutablePointer<AVStream>] {
        guard let context, let list = context.pointee.streams else { return [] }
        return (0..<Int(context.pointee.nb_streams)).compactMap { list[$0] }
    }
}
