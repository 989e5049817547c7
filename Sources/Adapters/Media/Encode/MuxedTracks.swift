internal import CFFmpeg
internal import LabModel

/// The tracks of an encoded stream in a libav container: the pictures' is the first, the sound's the second.
///
/// What everything that writes a container does alike is here, whether its bytes go to memory, a file or a server.
struct MuxedTracks {
    private let stream: EncodedStream
    private let context: UnsafeMutablePointer<AVFormatContext>

    /// Adds the tracks to a container that has none.
    init(_ stream: EncodedStream, in context: UnsafeMutablePointer<AVFormatContext>) throws(MediaError) {
        self.stream = stream
        self.context = context
        let video = try Self.add(stream.parameters, to: context)
        video.pointee.time_base = stream.timeBase
        video.pointee.avg_frame_rate = AVRational(num: stream.timeBase.den, den: stream.timeBase.num)
        guard let sound = stream.sound else { return }
        try Self.add(sound.parameters, to: context).pointee.time_base = sound.timeBase
    }

    /// What the pictures' decoder must know.
    var video: UnsafeMutablePointer<AVCodecParameters>? {
        context.pointee.streams[0]?.pointee.codecpar
    }

    /// A container that holds nothing back.
    /// - Parameters:
    ///   - name: libav's name of it; nil for what the path's extension means.
    ///   - path: where its bytes go; nil for memory.
    ///   - failure: the error of libav's code.
    /// - Returns: a container without tracks, which whoever asked for it frees.
    /// - Throws: what `failure` makes of libav's code.
    static func container(
        _ name: String?,
        for path: String?,
        failure: (Int32) -> MediaError
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        LibavText.begin()
        var context: UnsafeMutablePointer<AVFormatContext>?
        let code = avformat_alloc_output_context2(&context, nil, name, path)
        guard code >= 0, let context else { throw failure(code) }
        context.pointee.max_delay = 0
        return context
    }

    /// Whether it is MPEG-TS, each of whose keyframes brings the tables with which a viewer begins.
    var isTransportStream: Bool {
        context.pointee.oformat.pointee.name.map { String(cString: $0) } == "mpegts"
    }

    /// Writes the container's header, for which the codec's own header is taken from the first keyframe.
    /// - Returns: libav's code.
    func begin(with packet: EncodedPacket, options: [PushAddress.Option]) throws(MediaError) -> Int32 {
        LibavText.begin()
        let isTransportStream = isTransportStream
        if let video, !isTransportStream {
            try CodecHeader.add(to: video, from: packet.owner)
        }
        var dictionary: OpaquePointer?
        defer { av_dict_free(&dictionary) }
        for option in options + (isTransportStream ? transportOptions : []) {
            av_dict_set(&dictionary, option.name, option.value, 0)
        }
        return avformat_write_header(context, &dictionary)
    }

    private var transportOptions: [PushAddress.Option] {
        // With its length in the PES header a unit is handed out as soon as it is whole.
        let video = PushAddress.Option(name: "omit_video_pes_length", value: "0")
        // Else sound waits until some packets' worth of it are together.
        return [video] + (stream.sound == nil ? [] : [PushAddress.Option(name: "pes_payload_size", value: "0")])
    }

    /// Writes an access unit.
    /// - Returns: libav's code.
    func write(_ packet: EncodedPacket) throws(MediaError) -> Int32 {
        if packet.isKeyframe, isTransportStream {
            av_opt_set(context.pointee.priv_data, "mpegts_flags", "+resend_headers", 0)
        }
        return try write(packet.owner, index: 0, timeBase: stream.timeBase)
    }

    /// Writes sound; nothing where the stream has none.
    /// - Returns: libav's code.
    func write(_ packet: SoundPacket) throws(MediaError) -> Int32 {
        guard let sound = stream.sound else { return 0 }
        return try write(packet.owner, index: 1, timeBase: sound.timeBase)
    }

    private func write(_ packet: PacketOwner, index: Int, timeBase: AVRational) throws(MediaError) -> Int32 {
        guard let copy = av_packet_clone(packet.pointer), let track = context.pointee.streams[index] else {
            throw .outOfMemory(what: "a packet")
        }
        var owned: UnsafeMutablePointer<AVPacket>? = copy
        defer { av_packet_free(&owned) }
        copy.pointee.stream_index = Int32(index)
        lab_rescale(copy, timeBase, track.pointee.time_base)
        return av_write_frame(context, copy)
    }

    private static func add(
        _ parameters: CodecParameters,
        to context: UnsafeMutablePointer<AVFormatContext>
    ) throws(MediaError) -> UnsafeMutablePointer<AVStream> {
        guard let track = avformat_new_stream(context, nil) else { throw .outOfMemory(what: "a stream") }
        try parameters.copy(to: track.pointee.codecpar)
        return track
    }
}

extension EncodedStream {
    /// The unit of the packets' times: one frame period.
    fileprivate var timeBase: AVRational {
        AVRational(
            num: Int32(clamping: settings.frameRate.denominator),
            den: Int32(clamping: settings.frameRate.numerator)
        )
    }
}

extension SoundStream {
    /// The unit of the packets' times: one sample.
    fileprivate var timeBase: AVRational {
        AVRational(num: 1, den: Int32(clamping: sampleRate))
    }
}
