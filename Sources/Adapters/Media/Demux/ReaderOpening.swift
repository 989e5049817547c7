internal import CFFmpeg
internal import LabModel

/// What an open reader is made of.
struct ReaderParts {
    var video: VideoStreamInfo
    var isLive: Bool
    var requestedAt: WallTime
    var connectedAt: WallTime
    var arrivalMethod: ArrivalMethod
    var demuxer: Demuxer
    var channel: ByteChannel?
    var clock: any LabClock
    var watchdog: Watchdog
    var options: SourceOptions
    /// Packets that were read while looking for the video.
    var pending: [PacketOwner]
    var address: String
}

/// The way from an address to an ``AccessUnitReader``.
struct ReaderOpening {
    private let address: String
    private let options: SourceOptions
    private let clock: any LabClock
    private let watchdog: Watchdog
    private let requestedAt: WallTime

    /// Packets read while no video is known before it is clear that there is none.
    private static let maximumPackets = 200

    init(address: String, options: SourceOptions, clock: any LabClock, interrupt: Interrupt) {
        self.address = address
        self.options = options
        self.clock = clock
        self.watchdog = Watchdog(interrupt: interrupt, clock: clock)
        self.requestedAt = clock.now()
    }

    func open(_ url: String) throws(MediaError) -> AccessUnitReader {
        try checkHint()
        let kind = try SourceKind.of(url)
        watchdog.beginWhole("opening the stream", limit: options.openTimeout)
        switch kind {
        case .standardInput:
            return try open(DescriptorTransport.standardInput(watchdog: watchdog), byRead: true)
        case .pipe(let path):
            return try open(DescriptorTransport.open(path: path, watchdog: watchdog), byRead: true)
        case .datagrams(let url):
            let datagrams = try LibavTransport.open(RTPTransport.datagramURL(url), watchdog: watchdog)
            return try open(RTPTransport(datagrams, address: address), byRead: false)
        case .demuxer(let url):
            return try openDemuxer(url)
        case .pictures(let pattern):
            return try openDemuxer(pattern, format: "image2", isLive: false)
        case .bytes(let location, let byRead):
            let transport = try LibavTransport.open(location, watchdog: watchdog)
            try checkServer(transport.location, asked: location)
            return try open(transport, byRead: byRead, playlist: location)
        }
    }

    func open(_ source: any ByteSource) throws(MediaError) -> AccessUnitReader {
        try checkHint()
        watchdog.beginWhole("opening the stream", limit: options.openTimeout)
        return try open(CallerTransport(source: source, watchdog: watchdog, address: address), byRead: true)
    }

    private func checkHint() throws(MediaError) {
        if let hint = options.formatHint, av_find_input_format(hint) == nil {
            throw .unknownFormat(hint: hint)
        }
    }

    /// libav follows redirects by itself: where they led is known only afterwards.
    private func checkServer(_ reached: String?, asked: String) throws(MediaError) {
        guard !options.leavesServer, let reached, let asked = AddressParts(asked) else { return }
        let target = AddressParts(reached)
        guard target?.scheme != asked.scheme || target?.host != asked.host || target?.port != asked.port else { return }
        throw .ledElsewhere(address: address, target: SafeAddress.of(reached))
    }

    private func open(
        _ transport: any Transport,
        byRead: Bool,
        playlist url: String? = nil
    ) throws(MediaError) -> AccessUnitReader {
        let connectedAt = clock.now()
        let channel = ByteChannel(transport: transport, clock: clock, options: options, watchdog: watchdog)
        let format: String?
        switch try guess(channel) {
        case .demuxer(let name): format = name
        case .unknown: format = nil
        case .picture(let name) where channel.isSeekable && channel.size != nil: format = name
        case .picture: throw .notMedia(address: address, found: "a picture")
        case .other(let found): throw .notMedia(address: address, found: found)
        case .playlist:
            guard let url else { throw .notMedia(address: address, found: "a playlist") }
            let start = try channel.peek(atLeast: FormatGuess.wantedBytes)
            let isHLS = FormatGuess.isHLS(start, contentType: channel.contentType)
            if !options.opensPlaylists, isHLS {
                throw .playlist(address: address)
            }
            return try openDemuxer(url, format: isHLS ? "hls" : nil)
        case .sessions:
            // What comes from elsewhere does not choose ports and groups of this machine.
            guard let url, url.hasPrefix("file:") else {
                throw .notMedia(address: address, found: "a description of sessions")
            }
            return try openDemuxer(url, format: "sdp")
        }
        return try open(channel, format: format, byRead: byRead, connectedAt: connectedAt)
    }

    private func guess(_ channel: ByteChannel) throws(MediaError) -> FormatGuess {
        let bytes = try channel.peek(atLeast: FormatGuess.wantedBytes)
        if let failure = channel.failure, bytes.isEmpty { throw failure }
        if bytes.isEmpty { throw .empty(address: address) }
        if let hint = options.formatHint { return .demuxer(hint) }
        let guess = FormatGuess.of(bytes, contentType: channel.contentType)
        let isOnlyNamed = guess == .demuxer("mpegts") && !FormatGuess.isTransportStream(bytes)
        guard guess == .unknown || isOnlyNamed else { return guess }
        let more = try channel.peek(atLeast: FormatGuess.wantedBytesOfCutStream)
        if FormatGuess.isCutTransportStream(more) { return .demuxer("mpegts") }
        // A transport stream by its content type alone: libav would find streams in noise sooner or later.
        let isEnough = more.count >= FormatGuess.wantedBytesOfCutStream
        return isOnlyNamed && isEnough ? .other("unknown bytes") : guess
    }

    private func open(
        _ channel: ByteChannel,
        format: String?,
        byRead: Bool,
        connectedAt: WallTime
    ) throws(MediaError) -> AccessUnitReader {
        let isTransportStream = format == "mpegts"
        let isFile = channel.isSeekable && channel.size != nil
        if isTransportStream {
            channel.scanTransportStream()
        }
        let input = try DemuxerInput.make(channel: channel, seekable: isFile && !isTransportStream)
        // A file of another container is opened with all of libav's care: nothing is late there.
        let isWhole = isFile && !isTransportStream && format != nil
        var demuxer: Demuxer
        do throws(MediaError) {
            demuxer = try Demuxer.open(input: input, format: format, isWhole: isWhole, address: address)
        } catch {
            throw channel.failure ?? named(error, channel)
        }
        if ["h264", "hevc"].contains(demuxer.formatName) {
            demuxer.useRawPackets()
        } else if isFile, !isTransportStream {
            demuxer.useCare()
            try demuxer.findStreamInfo()
        }
        let pending = try findVideo(demuxer, channel: channel)
        watchdog.endWhole()
        return try reader(
            demuxer,
            channel: channel,
            isLive: !isFile,
            method: byRead ? .readLog : .packet,
            connectedAt: connectedAt,
            pending: pending
        )
    }

    /// Says of bytes that no demuxer knows whether they are text.
    private func named(_ error: MediaError, _ channel: ByteChannel) -> MediaError {
        guard case .notMedia = error, let bytes = try? channel.peek(atLeast: 1), FormatGuess.isText(bytes) else {
            return error
        }
        return .notMedia(address: address, found: "text")
    }

    private func openDemuxer(
        _ url: String,
        format: String? = nil,
        isLive: Bool = true
    ) throws(MediaError) -> AccessUnitReader {
        let demuxer = try Demuxer.open(url: url, format: options.formatHint ?? format, watchdog: watchdog)
        let connectedAt = clock.now()
        let pending = try findVideo(demuxer, channel: nil)
        watchdog.endWhole()
        return try reader(
            demuxer,
            channel: nil,
            isLive: isLive,
            method: .packet,
            connectedAt: connectedAt,
            pending: pending
        )
    }

    /// Reads until a video stream's codec is known; what is read is kept.
    private func findVideo(_ demuxer: Demuxer, channel: ByteChannel?) throws(MediaError) -> [PacketOwner] {
        var packets: [PacketOwner] = []
        while demuxer.video == nil {
            guard demuxer.mayGrow, packets.count < Self.maximumPackets else { throw .noVideo(address: address) }
            do throws(MediaError) {
                guard let packet = try demuxer.read() else { throw MediaError.empty(address: address) }
                packets.append(packet)
            } catch {
                throw judged(error, demuxer: demuxer, channel: channel)
            }
        }
        return packets
    }

    private func judged(_ error: MediaError, demuxer: Demuxer, channel: ByteChannel?) -> MediaError {
        let error = channel?.failure ?? error
        switch error {
        case .timedOut where demuxer.hasStreams: return .noVideo(address: address)
        case .empty where demuxer.hasStreams: return .noVideo(address: address)
        case .empty: return .notMedia(address: address, found: "unknown bytes")
        default: return error
        }
    }

    private func reader(
        _ demuxer: Demuxer,
        channel: ByteChannel?,
        isLive: Bool,
        method: ArrivalMethod,
        connectedAt: WallTime,
        pending: [PacketOwner]
    ) throws(MediaError) -> AccessUnitReader {
        guard let stream = demuxer.video else { throw .noVideo(address: address) }
        demuxer.discardAll(but: stream, keepsSound: options.wantsSound)
        let values = stream.pointee
        let video = VideoStreamInfo(
            container: demuxer.formatName,
            parameters: try CodecParameters.copying(values.codecpar),
            // What libav says of pictures is its own default.
            frameRate: demuxer.isPictures ? nil : FrameRate(values.avg_frame_rate) ?? FrameRate(values.r_frame_rate),
            isReordered: values.codecpar.pointee.video_delay > 0
        )
        channel?.limitScan(to: UInt16(clamping: values.id))
        if demuxer.formatName == "mpegts", video.codec != "h264", video.codec != "hevc" {
            demuxer.useParser()
        }
        return AccessUnitReader(
            ReaderParts(
                video: video,
                isLive: isLive,
                requestedAt: requestedAt,
                connectedAt: connectedAt,
                arrivalMethod: method,
                demuxer: demuxer,
                channel: channel,
                clock: clock,
                watchdog: watchdog,
                options: options,
                pending: pending,
                address: address
            )
        )
    }
}

extension FrameRate {
    /// A rate from libav's ratio; nil where it is unset or out of range.
    init?(_ ratio: AVRational) {
        self.init(numerator: Int(ratio.num), denominator: Int(ratio.den))
    }
}
