public import LabModel

/// What an encoder is to make.
public struct EncoderSettings: Hashable, Sendable {
    /// The codec.
    public var codec: VideoCodec
    /// The picture's size, both sides even.
    public var size: PixelSize
    /// Frames a second.
    public var frameRate: FrameRate
    /// The target, and no second may hold much more.
    public var bitrate: DataRate
    /// From keyframe to keyframe; at least one frame.
    public var gop: Latency
    /// The speed of x264 and x265, by their own names; other codecs take their fastest live setting.
    public var preset: String
    /// What every access unit must stay below; held by the rate control of h264 and hevc.
    public var maximumAccessUnit: ByteCount

    /// Makes settings.
    public init(
        codec: VideoCodec,
        size: PixelSize,
        frameRate: FrameRate,
        bitrate: DataRate,
        gop: Latency,
        preset: String = "ultrafast",
        maximumAccessUnit: ByteCount = ByteCount(65_000)
    ) {
        self.codec = codec
        self.size = size
        self.frameRate = frameRate
        self.bitrate = bitrate
        self.gop = gop
        self.preset = preset
        self.maximumAccessUnit = maximumAccessUnit
    }

    /// Frames from keyframe to keyframe, from 1 to 100,000.
    public var framesPerGOP: Int {
        let frames = (gop.seconds * frameRate.framesPerSecond).rounded()
        return Int(min(max(1, frames), 100_000))
    }

    /// Bits that one moment may take from the rate control's reserve: 200 ms' share of the bitrate or two frames' share,
    /// but never above three quarters of the largest access unit, because rate control may miss by a part.
    public var reserveBits: Int {
        let largest = maximumAccessUnit.bytes * 8 * 3 / 4
        let bits = Double(bitrate.bitsPerSecond)
        let share = max(bits / 5, bits / frameRate.framesPerSecond * 2, 8_000)
        return Int(min(Double(largest), share))
    }

    private static let presets = [
        "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo",
    ]

    /// Checked here, because x264 tells of a preset that it does not know on stderr.
    func check() throws(MediaError) {
        try Self.check(size)
        guard Self.presets.contains(preset) else {
            let known = Self.presets.joined(separator: ", ")
            throw .badSetting(name: "preset", value: preset, reason: "it is one of \(known)")
        }
    }

    static func check(_ size: PixelSize) throws(MediaError) {
        let sides = [size.width, size.height]
        guard sides.allSatisfy({ (16...8_192).contains($0) && $0.isMultiple(of: 2) }) else {
            throw .badSetting(name: "size", value: "\(size)", reason: "both sides must be even and from 16 to 8192")
        }
    }
}
