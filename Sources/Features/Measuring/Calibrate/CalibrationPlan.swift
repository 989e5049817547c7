public import LabModel

/// Which chains to calibrate, and how thoroughly.
public struct CalibrationPlan: Hashable, Sendable {
    /// One chain: what the streamer sends over HTTP as a transport stream.
    public struct Chain: Hashable, Sendable, CustomStringConvertible {
        /// The codec.
        public var codec: VideoCodec
        /// The picture's size.
        public var size: PixelSize

        /// Makes a chain.
        public init(codec: VideoCodec, size: PixelSize) {
            self.codec = codec
            self.size = size
        }

        /// `CODEC WxH`.
        public var description: String {
            "\(codec.rawValue) \(size)"
        }
    }

    /// The chains, in the order of measuring.
    public var chains: [Chain]
    /// How often each is measured, with a streamer of its own; at least 1.
    public var repeats = 3
    /// How long each time, from the first marked picture; above zero.
    public var duration = Latency.seconds(5)
    /// Frames a second.
    public var fps = FrameRate.usual
    /// The encoder's target.
    public var bitrate = DataRate(bitsPerSecond: 2_500_000)

    /// Plans every codec at every size, codecs first.
    public init(codecs: [VideoCodec], sizes: [PixelSize]) {
        chains = codecs.flatMap { codec in sizes.map { Chain(codec: codec, size: $0) } }
    }

    /// How long the measured stretches last together.
    var total: Latency {
        .seconds(duration.seconds * Double(repeats * chains.count))
    }
}
