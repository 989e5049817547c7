internal import CFFmpeg
internal import LabModel

/// Decodes sound; one thread at a time.
///
/// Begins anew by itself where a unit comes from another connection.
public final class SoundDecoder {
    private var context: UnsafeMutablePointer<AVCodecContext>?
    private var track: SoundTrack?
    /// When the next sample is presented, where its packet does not say so.
    private var nextTime: Latency?

    /// Makes one that is opened with the first unit.
    public init() {}

    deinit {
        avcodec_free_context(&context)
    }

    /// Decodes one unit; what is broken of it is left out.
    /// - Returns: the sound that is now ready, in order.
    /// - Throws: ``MediaError/codecMissing(codec:doing:)``, ``MediaError/decoderFailed(codec:reason:)`` or
    ///   ``MediaError/outOfMemory(what:)`` where nothing can be decoded of this connection.
    public func decode(_ unit: SoundUnit) throws(MediaError) -> [SoundSamples] {
        if track !== unit.track {
            try open(unit.track)
        }
        LibavText.begin()
        // A broken packet is followed by others; what the detector wants of sound is whole or not there.
        guard let context, avcodec_send_packet(context, unit.packet.pointer) >= 0 else { return [] }
        var sounds: [SoundSamples] = []
        while true {
            let frame = try FrameOwner.make()
            guard avcodec_receive_frame(context, frame.pointer) >= 0 else { return sounds }
            if let sound = sound(of: frame, timeBase: unit.track.timeBase) {
                sounds.append(sound)
            }
        }
    }

    private func open(_ track: SoundTrack) throws(MediaError) {
        avcodec_free_context(&context)
        self.track = track
        nextTime = nil
        LibavText.begin()
        let id = track.parameters.pointer.pointee.codec_id
        let name = String(cString: avcodec_get_name(id))
        guard let codec = avcodec_find_decoder(id) else { throw .codecMissing(codec: name, doing: "decode") }
        guard let context = avcodec_alloc_context3(codec) else { throw .outOfMemory(what: "a decoder") }
        self.context = context
        guard avcodec_parameters_to_context(context, track.parameters.pointer) >= 0 else {
            throw .outOfMemory(what: "a decoder")
        }
        context.pointee.thread_count = 1
        // Without it libav cannot move the time of a frame whose beginning it cuts off.
        context.pointee.pkt_timebase = track.timeBase
        let code = avcodec_open2(context, codec, nil)
        guard code >= 0 else {
            avcodec_free_context(&self.context)
            throw .decoderFailed(codec: name, reason: LibavText.withLog(code))
        }
    }

    /// The samples of a frame; nil where their time is not known.
    private func sound(of frame: FrameOwner, timeBase: AVRational) -> SoundSamples? {
        let values = frame.pointer.pointee
        let unit = AVRational(num: 1, den: 1_000_000_000)
        let said =
            values.pts == lab_no_time ? nil : Latency(nanoseconds: av_rescale_q(values.pts, timeBase, unit))
        guard let time = said ?? nextTime, values.sample_rate > 0, values.nb_samples > 0 else { return nil }
        nextTime = time + .seconds(Double(values.nb_samples) / Double(values.sample_rate))
        let samples = mix(frame)
        guard !samples.isEmpty else { return nil }
        return SoundSamples(time: time, sampleRate: Int(values.sample_rate), samples: samples)
    }

    /// The mean of the channels; empty for kinds of samples that decoders of streams do not give.
    private func mix(_ frame: FrameOwner) -> [Float] {
        switch AVSampleFormat(rawValue: frame.pointer.pointee.format) {
        case AV_SAMPLE_FMT_FLTP: mix(frame, isPlanar: true) { (value: Float) in value }
        case AV_SAMPLE_FMT_FLT: mix(frame, isPlanar: false) { (value: Float) in value }
        case AV_SAMPLE_FMT_S16P: mix(frame, isPlanar: true) { (value: Int16) in Float(value) / 32_768 }
        case AV_SAMPLE_FMT_S16: mix(frame, isPlanar: false) { (value: Int16) in Float(value) / 32_768 }
        case AV_SAMPLE_FMT_S32P: mix(frame, isPlanar: true) { (value: Int32) in Float(value) / 2_147_483_648 }
        case AV_SAMPLE_FMT_S32: mix(frame, isPlanar: false) { (value: Int32) in Float(value) / 2_147_483_648 }
        default: []
        }
    }

    private func mix<Value>(_ frame: FrameOwner, isPlanar: Bool, _ level: (Value) -> Float) -> [Float] {
        let channels = Int(frame.pointer.pointee.ch_layout.nb_channels)
        let count = Int(frame.pointer.pointee.nb_samples)
        guard channels > 0, let planes = frame.pointer.pointee.extended_data else { return [] }
        var sums = [Float](repeating: 0, count: count)
        for channel in 0..<channels {
            guard let plane = planes[isPlanar ? channel : 0] else { return [] }
            let (first, step) = isPlanar ? (0, 1) : (channel, channels)
            plane.withMemoryRebound(to: Value.self, capacity: count * (isPlanar ? 1 : channels)) { values in
                for index in 0..<count {
                    sums[index] += level(values[first + index * step])
                }
            }
        }
        return sums.map { $0 / Float(channels) }
    }
}

/// What a decoder must know of one container's sound.
final class SoundTrack: Sendable {
    let index: Int
    let parameters: CodecParameters
    let timeBase: AVRational

    init(index: Int, parameters: CodecParameters, timeBase: AVRational) {
        self.index = index
        self.parameters = parameters
        self.timeBase = timeBase
    }
}
