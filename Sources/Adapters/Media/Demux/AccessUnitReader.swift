public import LabModel

/// Opens a source, finds its video and yields single access units, each with the instant at which it arrived.
///
/// One thread at a time; ``Interrupt`` is the way to stop it from another.
public final class AccessUnitReader {
    /// What is known of the video.
    public let video: VideoStreamInfo
    /// Whether the media is made while we read it: network or pipe of unknown length, against a file of known length.
    public let isLive: Bool
    /// Just before the source was asked for.
    public let requestedAt: WallTime
    /// When the connection stood, or the file was open.
    public let connectedAt: WallTime
    /// How ``AccessUnit/arrival`` is taken.
    public let arrivalMethod: ArrivalMethod
    /// Units that were dropped because decoding could not start at them.
    public private(set) var droppedBeforeKeyframe = 0

    private let demuxer: Demuxer
    private let channel: ByteChannel?
    private let clock: any LabClock
    private let watchdog: Watchdog
    private let readTimeout: Latency
    private var pipeline: UnitPipeline
    private var pending: [PacketOwner]
    private var ready: [AccessUnit] = []
    private var readyIndex = 0
    private var hasEnded = false
    private var packetBytes = 0
    private var packetFirstAt: WallTime?
    private var packetLastAt: WallTime?
    private var packetGaps: [TimeGap] = []
    private let gapThreshold: Latency
    private var events: [MediaEvent] = []
    private var sounds: SoundUnits?
    private let address: String

    init(_ parts: ReaderParts) {
        video = parts.video
        isLive = parts.isLive
        requestedAt = parts.requestedAt
        connectedAt = parts.connectedAt
        arrivalMethod = parts.arrivalMethod
        demuxer = parts.demuxer
        channel = parts.channel
        clock = parts.clock
        watchdog = parts.watchdog
        readTimeout = parts.options.readTimeout
        gapThreshold = parts.options.gapThreshold
        pipeline = UnitPipeline(
            parts.video,
            demuxer: parts.demuxer,
            channel: parts.channel,
            method: parts.arrivalMethod
        )
        pending = parts.pending
        sounds = parts.options.wantsSound ? SoundUnits() : nil
        address = parts.address
    }

    /// Opens what libav opens: an address, a file's path, or `-` for standard input.
    /// - Throws: a ``MediaError`` when it cannot be opened, is no media or has no video, or the time is over.
    public static func open(
        _ url: String,
        options: SourceOptions = SourceOptions(),
        clock: any LabClock,
        interrupt: Interrupt
    ) throws(MediaError) -> AccessUnitReader {
        try ReaderOpening(address: SafeAddress.of(url), options: options, clock: clock, interrupt: interrupt).open(url)
    }

    /// Opens bytes that the caller brings, and shows their errors under `address`.
    /// - Throws: a ``MediaError`` when they are no media or have no video, or the time is over.
    public static func open(
        source: any ByteSource,
        named address: String = "byte source",
        options: SourceOptions = SourceOptions(),
        clock: any LabClock,
        interrupt: Interrupt
    ) throws(MediaError) -> AccessUnitReader {
        try ReaderOpening(address: SafeAddress.of(address), options: options, clock: clock, interrupt: interrupt).open(
            source
        )
    }

    /// When the first byte of media was read; nil before.
    public var firstByteAt: WallTime? { channel?.firstByteAt ?? packetFirstAt }

    /// When the newest byte of media was read; nil before the first.
    public var lastReadAt: WallTime? { channel?.lastReadAt ?? packetLastAt }

    /// Bytes of media read so far; where libav owns the transport, those of the packets.
    public var bytesRead: Int { channel?.bytesRead ?? packetBytes }

    /// The next access unit, in decoding order; blocks until it is there.
    /// - Returns: nil at the end of the stream, also where it was cut off, which an event tells.
    /// - Throws: ``MediaError/cancelled``, or ``MediaError/timedOut(address:doing:seconds:)`` when nothing comes.
    public func next() throws(MediaError) -> AccessUnit? {
        while readyIndex == ready.count {
            ready.removeAll(keepingCapacity: true)
            readyIndex = 0
            if hasEnded { return nil }
            try fill()
        }
        defer { readyIndex += 1 }
        return ready[readyIndex]
    }

    /// The events since the last call, in order.
    public func takeEvents() -> [MediaEvent] {
        defer { events = [] }
        return events + pipeline.takeEvents()
    }

    /// The sound since the last call, in order; where nobody asks, the newest is left out.
    public func takeSound() -> [SoundUnit] {
        sounds?.takeAll() ?? []
    }

    /// The stretches without any media byte since the last call, in order.
    public func takeReadGaps() -> [TimeGap] {
        defer { packetGaps = [] }
        return packetGaps + (channel?.takeGaps() ?? [])
    }

    private func fill() throws(MediaError) {
        do throws(MediaError) {
            guard let packet = try nextPacket() else { return try end(nil) }
            try sounds?.add(packet, from: demuxer)
            ready = try pipeline.take(packet, now: clock.now())
        } catch .sourceFailed(_, let reason) {
            try end(reason)
        }
        droppedBeforeKeyframe = pipeline.dropped
    }

    private func nextPacket() throws(MediaError) -> PacketOwner? {
        if !pending.isEmpty { return pending.removeFirst() }
        watchdog.beginCall("waiting for media", limit: readTimeout)
        guard let packet = try demuxer.read() else { return nil }
        if channel == nil {
            noteArrival(of: packet)
        }
        return packet
    }

    private func noteArrival(of packet: PacketOwner) {
        let now = clock.now()
        if let last = packetLastAt, now - last >= gapThreshold, packetGaps.count < ByteChannel.maximumGaps {
            packetGaps.append(TimeGap(start: last, end: now))
        }
        packetFirstAt = packetFirstAt ?? now
        packetLastAt = now
        packetBytes += packet.size
    }

    /// The source is over: cleanly, or cut off for a reason.
    private func end(_ reason: String?) throws(MediaError) {
        hasEnded = true
        ready = try pipeline.finish()
        if let failure = channel?.failure {
            switch failure {
            case .sourceFailed(_, let reason): noteCut(reason)
            default: throw failure
            }
        } else if let reason {
            noteCut(reason)
        } else if let size = channel?.size, let read = channel?.bytesRead, read < size, channel?.isSeekable == false {
            noteCut("\(read) of \(size) bytes came")
        }
        if pipeline.delivered == 0, ready.isEmpty {
            throw .empty(address: address)
        }
    }

    private func noteCut(_ reason: String) {
        events.append(MediaEvent(code: "cut_off", text: "the stream was cut off: \(reason)"))
    }
}
