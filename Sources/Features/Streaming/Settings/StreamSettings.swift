public import LabModel
internal import Media
internal import StreamHTTP

/// What a streamer streams, and where.
public struct StreamSettings: Sendable, Hashable {
    /// The picture's size, both sides even.
    public var size = PixelSize(width: 720, height: 480)
    /// Frames a second.
    public var frameRate: FrameRate
    /// The codec.
    public var codec = VideoCodec.h264
    /// The encoder's target.
    public var bitrate = DataRate(bitsPerSecond: 2_500_000)
    /// From keyframe to keyframe.
    public var gop = Latency.seconds(1)
    /// Where the moving picture comes from.
    public var videoType = VideoType.live
    /// The video file that is streamed in a loop; nil where the picture is drawn.
    public var content: String?
    /// Frames to make before the stream ends, at least 1.
    public var frameLimit = 200_000
    /// How long to stream; nil until the frame limit.
    public var duration: Latency?
    /// The seed of the drawn picture; nil takes the stream's id.
    public var seed: UInt32?
    /// How marks are written.
    public var markFormat = MarkFormat.qr
    /// Viewers at a time, at least 1.
    public var viewers = 2_000
    /// The longest part of low-latency HLS; parts last the most whole frames that fit.
    public var partDuration = Latency.milliseconds(200)
    /// The least length of a segment, made up to whole groups of pictures; nil for one group, at least a second.
    public var segmentDuration: Latency?
    /// Segments that a playlist lists, at least 4.
    public var listedSegments = 12
    /// The heights of the renditions that are offered, the stream's own among them or not; empty for the stream alone.
    public var ladder: [Int] = []
    /// Whether the stream has sound: a beep about once a second, locked to frame numbers.
    public var hasAudio = false
    /// Where the stream is pushed to besides being served, at most 16 addresses; docs/protocols.md lists them.
    public var push: [String] = []
    /// The PEM file of those whose signatures on the certificates of rtmps and https targets count; nil for the system's.
    public var authorities: String?
    /// What `/get_params` answers: the old task's variables that are set.
    public var parameters: [String: String] = [:]
    /// The address to listen at: a name or number.
    public var host = "127.0.0.1"
    /// The port to listen at; 0 lets the system choose one.
    public var port = 8_080
    /// Where an ECS task's metadata is, from `ECS_CONTAINER_METADATA_URI_V4`; nil outside such tasks.
    public var taskMetadata: String?

    /// Makes settings with the defaults of the command line, at a frame rate.
    public init(frameRate: FrameRate) {
        self.frameRate = frameRate
    }

    /// How the HTTP server is run.
    var server: StreamServerSettings {
        StreamServerSettings(host: host, port: port, connections: viewers + 200)
    }

    /// Checks what the types leave open.
    /// - Throws: ``StreamingError/contentMissing``, ``StreamingError/badLadder(reason:)``,
    ///   ``StreamingError/soundNotCarried(codec:)``,
    ///   ``StreamingError/tooManyPushes(count:limit:)``, ``StreamingError/unreadableAuthorities(path:reason:)``, or
    ///   ``StreamingError/media(_:)`` for an address that nothing can be pushed to.
    func check() throws(StreamingError) {
        if videoType == .prerecorded, content == nil {
            throw .contentMissing
        }
        try checkPushes()
        if let height = ladder.first(where: { $0 > size.height }) {
            throw .badLadder(reason: "\(height) lines are more than the stream's \(size.height)")
        }
        if let height = ladder.first(where: { $0 < 16 || !$0.isMultiple(of: 2) }) {
            throw .badLadder(reason: "\(height) is not an even number from 16")
        }
        if hasAudio, codec == .mjpeg {
            throw .soundNotCarried(codec: codec.rawValue)
        }
        if !ladder.isEmpty, codec == .mjpeg {
            throw .badLadder(reason: "segments do not carry \(codec.rawValue)")
        }
    }

    /// The most targets of one streamer.
    private static let pushLimit = 16

    private func checkPushes() throws(StreamingError) {
        guard push.count <= Self.pushLimit else { throw .tooManyPushes(count: push.count, limit: Self.pushLimit) }
        var seen: Set<String> = []
        var isEncrypted = false
        for text in push {
            do throws(MediaError) {
                let address = try PushAddress.parse(text)
                try address.check(codec)
                isEncrypted = isEncrypted || address.isEncrypted
                guard seen.insert(text).inserted else {
                    throw MediaError.badTarget(address: address.shown, reason: "it is given twice")
                }
            } catch {
                throw .media(error)
            }
        }
        if isEncrypted, let authorities {
            try AuthoritiesFile.check(authorities)
        }
    }
}
