/// What the delay of the lab's own chain depends on: two runs of equal keys share their intrinsic delay.
public struct CalibrationKey: Hashable, Sendable, Codable {
    /// The way from streamer to receiver, `CONTAINER-SCHEME` as libav and the address name them, such as `mpegts-http`.
    public var transport: String
    /// The codec.
    public var codec: VideoCodec
    /// The picture's size.
    public var size: PixelSize
    /// Frames a second; nil for any.
    public var fps: FrameRate?
    /// The machine, as ``machineName(_:)`` calls it.
    public var machine: String

    /// Makes a key; each argument is the property of its name.
    public init(transport: String, codec: VideoCodec, size: PixelSize, fps: FrameRate? = nil, machine: String) {
        self.transport = transport
        self.codec = codec
        self.size = size
        self.fps = fps
        self.machine = machine
    }

    /// The key of a run, at any frame rate; nil where the address has no scheme, or container, codec or size are unknown
    /// or none of the lab's.
    ///
    /// - Parameters:
    ///   - url: where the stream was received from.
    ///   - media: what it was.
    ///   - facts: what the receiving machine is, from the run's manifest.
    public init?(url: String, media: Summary.Media, machine facts: [String: SettingValue]) {
        guard let separator = url.firstRange(of: "://"), separator.lowerBound > url.startIndex else { return nil }
        guard let container = media.container, let codec = media.codec.flatMap(VideoCodec.init(rawValue:)) else {
            return nil
        }
        guard let width = media.width, let height = media.height else { return nil }
        self.init(
            transport: "\(container)-\(url[..<separator.lowerBound].lowercased())",
            codec: codec,
            size: PixelSize(width: width, height: height),
            machine: Self.machineName(facts)
        )
    }

    /// What tells machines apart: host name, processor and how many of them, those of the three that are known.
    public static func machineName(_ facts: [String: SettingValue]) -> String {
        ["hostname", "cpu", "cores"].compactMap { facts[$0]?.description }.joined(separator: ", ")
    }
}
