extension Summary {
    /// Frames counted, by what became of them.
    ///
    /// Two sums hold in every run whose marks carry numbers: expected = marked + filled + dropped + unresolved, and
    /// decoded = marked + duplicated + repeated + backlog + unreadable.
    public struct Frames: Hashable, Sendable, Codable {
        /// Frames stamped from join to the last one known to be sent by the end; nil for marks without numbers.
        @OrNull public var expected: Int?
        /// How the last one sent is known.
        @OrNull public var expectedMethod: ExpectedMethod?
        /// Access units.
        public var received = 0
        /// Pictures.
        public var decoded = 0
        /// Different frames whose mark was read.
        public var marked = 0
        /// Gaps of numbers explained by pictures whose mark was unreadable.
        @OrNull public var filled: Int?
        /// Frames sent that no picture explains.
        @OrNull public var dropped: Int?
        /// Pictures of a frame seen before, but not just before.
        public var duplicated = 0
        /// Pictures of the frame seen just before.
        public var repeated = 0
        /// Frames with a number below the highest seen, and new.
        public var outOfOrder = 0
        /// Pictures whose mark could not be read.
        public var unreadable = 0
        /// The same by cause.
        public var unreadableBy: [String: Int] = [:]
        /// Frames sent near the end of which nothing was seen before looking ended.
        @OrNull public var unresolved: Int?
        /// Pictures of frames stamped before join.
        public var backlog = 0
        /// Frames decoded before they were stamped, as the clocks say.
        public var negativeDelay = 0

        /// Makes a part that counts nothing.
        public init() {}
    }

    /// How the last frame sent is known.
    public enum ExpectedMethod: String, Hashable, Sendable, Codable {
        /// The streamer said its newest frame.
        case clock
        /// From the newest frame seen, at the nominal rate.
        case extrapolated
        /// All frames of a file or imported trace, up to the last one seen.
        case listed
    }

    /// Whole frame periods between arrival and decoding: above 0 the receiving side holds frames back.
    public struct HeldBack: Hashable, Sendable, Codable {
        /// At the median.
        @OrNull public var median: Int?
        /// At worst.
        @OrNull public var max: Int?

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// Frames shown a second.
    public struct FrameRatePart: Hashable, Sendable, Codable {
        /// Frames over time.
        @OrNull public var meanFps: Double?
        /// Σ interval / Σ interval²: a long gap weighs as long as it lasts.
        @OrNull public var harmonicFps: Double?
        /// The run cut into stretches of equal length; the last one may be shorter.
        public var periods: [Period] = []

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// One stretch of a run.
    public struct Period: Hashable, Sendable, Codable {
        /// When it begins, from the first marked picture.
        public var startS: Double
        /// Different frames shown.
        public var frames: Int
        /// Frames dropped; nil for marks without numbers.
        @OrNull public var dropped: Int?
        /// Frames a second.
        @OrNull public var fps: Double?
        /// The mean frame delay.
        @OrNull public var frameDelayMs: Double?
        /// Media received.
        @OrNull public var bitrateBps: Double?

        /// Makes a period; each argument is the property of its name.
        public init(
            startS: Double,
            frames: Int,
            dropped: Int?,
            fps: Double?,
            frameDelayMs: Double?,
            bitrateBps: Double?
        ) {
            self.startS = startS
            self.frames = frames
            self.dropped = dropped
            self.fps = fps
            self.frameDelayMs = frameDelayMs
            self.bitrateBps = bitrateBps
        }
    }

    /// Times of one kind.
    public struct Episodes: Hashable, Sendable, Codable {
        /// How many.
        public var count = 0
        /// How long in all.
        public var totalMs = 0.0
        /// The longest; 0 when there was none.
        public var longestMs = 0.0

        /// Makes a part that counts nothing.
        public init() {}
    }

    /// Times without a connection.
    public struct Reconnects: Hashable, Sendable, Codable {
        /// How often the stream was connected anew.
        public var count = 0
        /// How long it was away in all.
        public var gapMs = 0.0

        /// Makes a part that counts nothing.
        public init() {}
    }

    /// From join to each step of the start, in milliseconds.
    public struct StartupPart: Hashable, Sendable, Codable {
        /// The connection stood.
        @OrNull public var connect: Double?
        /// The first byte of media was read.
        @OrNull public var firstByte: Double?
        /// The first picture was decoded.
        @OrNull public var firstFrame: Double?
        /// The first picture with a readable mark was decoded.
        @OrNull public var firstMark: Double?
        /// The same over fresh joins; nil where only one was made.
        @OrNull public var joins: Joins?

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// Start-up times over fresh joins, the run's own among them, in milliseconds.
    public struct Joins: Hashable, Sendable, Codable {
        /// How many were made.
        public var n: Int
        /// How many showed no mark in time; what they did not reach enters the distributions with its lower bound.
        public var failed: Int
        /// Until the connection stood.
        @OrNull public var connect: SignalDelay?
        /// Until the first byte of media.
        @OrNull public var firstByte: SignalDelay?
        /// Until the first picture.
        @OrNull public var firstFrame: SignalDelay?
        /// Until the first picture with a readable mark.
        @OrNull public var firstMark: SignalDelay?

        /// Makes a part of which only the counts are known.
        public init(n: Int, failed: Int) {
            self.n = n
            self.failed = failed
        }
    }
}
