internal import CFFmpeg
internal import LabModel

/// From a container's packets to numbered access units: assembling, arrival, waiting for the first keyframe.
struct UnitPipeline {
    private let streamIndex: Int32
    private let timeBase: AVRational
    private let pid: UInt16
    private let syntax: NALSyntax?
    private let isTransportStream: Bool
    private let isRaw: Bool
    private let isIntraOnly: Bool
    private let isUntimed: Bool
    private let isInOrder: Bool
    private let demuxer: Demuxer
    private let channel: ByteChannel?
    private let method: ArrivalMethod
    private var assembler: AccessUnitAssembler?
    private var gate: KeyframeGate
    private var events: [MediaEvent] = []
    private(set) var delivered = 0

    /// The longest that a PES packet with a length can be, but for a header of generous size.
    private static let longestWithLength = 65_300

    init(_ video: VideoStreamInfo, demuxer: Demuxer, channel: ByteChannel?, method: ArrivalMethod) {
        let stream = demuxer.video?.pointee
        streamIndex = stream?.index ?? 0
        timeBase = stream?.time_base ?? AVRational(num: 1, den: 90_000)
        pid = UInt16(clamping: stream?.id ?? 0)
        isTransportStream = demuxer.formatName == "mpegts"
        isRaw = demuxer.formatName == "h264" || demuxer.formatName == "hevc"
        syntax =
            switch video.codec {
            case "h264": .h264
            case "hevc": .hevc
            default: nil
            }
        let descriptor = stream.flatMap { avcodec_descriptor_get($0.codecpar.pointee.codec_id) }
        isIntraOnly = (descriptor?.pointee.props ?? 0) & AV_CODEC_PROP_INTRA_ONLY != 0
        isUntimed = demuxer.isPictures
        isInOrder = !video.isReordered && channel?.isSeekable == true
        self.demuxer = demuxer
        self.channel = channel
        self.method = method
        // The parsers of other codecs in transport streams do not mark the first keyframe; their decoders wait for it.
        gate = KeyframeGate(isOpen: isTransportStream && syntax == nil)
        if let syntax, channel != nil, isTransportStream || isRaw {
            assembler = AccessUnitAssembler(syntax: syntax, isStraddling: isRaw)
        }
    }

    /// Units dropped because decoding could not start at them.
    var dropped: Int { gate.dropped }

    mutating func takeEvents() -> [MediaEvent] {
        defer { events = [] }
        return events + (assembler?.takeEvents() ?? []) + gate.takeEvents()
    }

    /// Takes a packet of any stream.
    mutating func take(_ packet: PacketOwner, now: WallTime) throws(MediaError) -> [AccessUnit] {
        guard packet.pointer.pointee.stream_index == streamIndex, packet.size > 0 else { return [] }
        if channel?.ended == true, packet.pointer.pointee.flags & AV_PKT_FLAG_CORRUPT != 0 {
            events.append(MediaEvent(code: "cut_off", text: "the last access unit is not whole: left out"))
            return []
        }
        guard assembler != nil else {
            let isKey = isIntraOnly || packet.pointer.pointee.flags & AV_PKT_FLAG_KEY != 0
            let arrival = arrivalAtEmergence(now: now)
            return deliver([
                AccessUnitAssembler.Unit(
                    packet: packet,
                    times: times(of: packet),
                    arrival: arrival,
                    isKey: isKey,
                    isClean: syntax == nil
                )
            ])
        }
        let chunk = try chunk(of: packet, now: now)
        let units = try assembler?.take(chunk) ?? []
        if assembler?.hasBroken == true {
            gate.close("an access unit was handed out before all of it had come")
        }
        return deliver(units)
    }

    /// Gives what the end of the stream has made whole.
    mutating func finish() throws(MediaError) -> [AccessUnit] {
        deliver(try assembler?.finish() ?? [])
    }

    private mutating func deliver(_ units: [AccessUnitAssembler.Unit]) -> [AccessUnit] {
        units.filter { gate.lets($0) }.map { unit in
            defer { delivered += 1 }
            return AccessUnit(
                sequence: delivered,
                arrival: unit.arrival ?? channel?.lastReadAt ?? WallTime(nanoseconds: 0),
                times: unit.times,
                isKeyframe: unit.isKey,
                packet: unit.packet
            )
        }
    }

    private func chunk(of packet: PacketOwner, now: WallTime) throws(MediaError) -> AccessUnitAssembler.Chunk {
        let times = times(of: packet)
        let position = Int(packet.pointer.pointee.pos)
        var points = ArrivalPoints()
        var mayGoOn = false
        if method == .packet {
            points.append(end: packet.size, instant: now)
        } else if isTransportStream, let record = channel?.record(at: position, pid: pid) {
            // The demuxer took the PES header off the front: what is left of the record ends where the packet ends.
            points = record.points.shifted(by: packet.size - record.total)
            mayGoOn = record.hasLength && record.total >= Self.longestWithLength
        } else if isRaw, position >= 0 {
            points = channel?.points(in: position..<position + packet.size) ?? ArrivalPoints()
        }
        if points.points.isEmpty {
            points.append(end: packet.size, instant: arrivalAtEmergence(now: now))
        }
        return AccessUnitAssembler.Chunk(
            packet: try compact(packet),
            times: times,
            points: points,
            mayGoOn: mayGoOn
        )
    }

    /// The demuxer reserves megabytes for a unit of unknown length; a queue of those would fill the memory.
    private func compact(_ packet: PacketOwner) throws(MediaError) -> PacketOwner {
        guard let buffer = packet.pointer.pointee.buf, buffer.pointee.size > packet.size * 2 + 65_536 else {
            return packet
        }
        let copy = packet.withBytes { bytes in
            Result { () throws(MediaError) in try PacketOwner.copying(bytes) }
        }
        return try copy.get()
    }

    /// When the bytes came that made the demuxer hand a packet out.
    private func arrivalAtEmergence(now: WallTime) -> WallTime {
        guard method == .readLog, let channel else { return now }
        return demuxer.position.map { channel.instant(ofEnd: $0) } ?? channel.lastReadAt ?? now
    }

    private func times(of packet: PacketOwner) -> UnitTimes {
        let values = packet.pointer.pointee
        // Picture files have no times: what libav says of them is its own default.
        guard !isUntimed else { return UnitTimes(presentation: nil, decode: nil) }
        let decode = latency(values.dts)
        // AVI says only when units are decoded; where pictures keep their order that is when they are shown.
        return UnitTimes(presentation: latency(values.pts) ?? (isInOrder ? decode : nil), decode: decode)
    }

    private func latency(_ ticks: Int64) -> Latency? {
        guard ticks != lab_no_time else { return nil }
        let rounding = AVRounding(AV_ROUND_NEAR_INF.rawValue | AV_ROUND_PASS_MINMAX.rawValue)
        let unit = AVRational(num: 1, den: 1_000_000_000)
        return Latency(nanoseconds: av_rescale_q_rnd(ticks, timeBase, unit, rounding))
    }
}
