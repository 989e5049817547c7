public import LabModel

/// What a streamer task is to stream, as the launcher was asked; every value travels as a flag of `streamer`.
public struct StreamerTaskSettings: Sendable {
    /// The run's name, which the streamer shows at `/get_params`.
    public var id: String
    /// CPU units as on ECS, 1,024 a core: recorded, and enforced only there.
    public var cpu: Int
    /// Memory in GB as on ECS: recorded, and enforced only there.
    public var memory: Double
    /// Frames a second.
    public var fps: FrameRate
    /// One of the first lab's sizes, 0 to 3; nil where ``size`` is none of them.
    public var imageSize: Int?
    /// The picture's size.
    public var size: PixelSize
    /// `LIVE` or `PRERECORDED`.
    public var videoType: String
    /// The codec.
    public var codec: VideoCodec
    /// The encoder's target.
    public var bitrate: DataRate
    /// Seconds from keyframe to keyframe.
    public var gop: Latency
    /// A video file to stream instead of drawn content; nil draws.
    public var content: String?
    /// Whether the stream has sound: the beeps by which its offset from the pictures is measured.
    public var hasAudio = false
    /// Where to push the stream to; travels in the environment, because addresses hold secrets and command lines can be read
    /// by everybody on the machine.
    public var push: [String] = []
    /// How wrong to make the clock that stamps frames; nil, as always but to test the lab itself, leaves it right.
    public var clockError: PlantedClockError?

    /// Makes settings with a right clock; each argument is the property of its name.
    public init(
        id: String,
        cpu: Int,
        memory: Double,
        fps: FrameRate,
        imageSize: Int?,
        size: PixelSize,
        videoType: String,
        codec: VideoCodec,
        bitrate: DataRate,
        gop: Latency,
        content: String?
    ) {
        self.id = id
        self.cpu = cpu
        self.memory = memory
        self.fps = fps
        self.imageSize = imageSize
        self.size = size
        self.videoType = videoType
        self.codec = codec
        self.bitrate = bitrate
        self.gop = gop
        self.content = content
    }

    /// The flags of `streamer` that say the same.
    var flags: [String] {
        var flags = [
            "--size", "\(size)",
            "--fps", "\(fps)",
            "--video-type", videoType,
            "--codec", codec.rawValue,
            "--bitrate", "\(bitrate)",
            "--gop", "\(gop.seconds)",
        ]
        if let content {
            flags += ["--content", content]
        }
        if hasAudio {
            flags += ["--audio"]
        }
        if let clockError {
            flags += ["--clock-error=\(clockError)"]
        }
        return flags
    }

    /// The first lab's six variables, which the streamer shows at `/get_params`, and the push addresses, which it does not.
    var variables: [String: String] {
        var variables = [
            "CPU": "\(cpu)", "MEMORY": "\(memory)", "FPS": "\(fps)", "VIDEO_TYPE": videoType, "ID": id,
        ]
        variables["IMAGE_SIZE"] = imageSize.map { "\($0)" }
        if !push.isEmpty {
            // A line each: keys may hold commas, and servers take them as they are.
            variables["GLASSLAB_PUSH"] = push.map { $0 + "\n" }.joined()
        }
        return variables
    }
}
