extension Summary {
    /// What delay a player needs to show the stream without stalling.
    public struct Playout: Hashable, Sendable, Codable {
        /// The least delay of the fixed player that never stalls.
        @OrNull public var leastDelayNoStallMs: Double?
        /// The least delay of the fixed player that stalls at most 0.1 % of the time.
        @OrNull public var operatingDelayMs: Double?
        /// The fixed player at log-spaced delays.
        public var fixed: [FixedPoint] = []
        /// The rebuffering player at log-spaced buffers.
        public var rebuffering: [RebufferingPoint] = []

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// The player whose delay is fixed.
    public struct FixedPoint: Hashable, Sendable, Codable {
        /// Its delay.
        public var delayMs: Double
        /// The part of the time in which it showed nothing new, 0 to 1.
        public var stalledRatio: Double

        /// Makes a point; each argument is the property of its name.
        public init(
            delayMs: Double,
            stalledRatio: Double
        ) {
            self.delayMs = delayMs
            self.stalledRatio = stalledRatio
        }
    }

    /// The player that stops to fill its buffer.
    public struct RebufferingPoint: Hashable, Sendable, Codable {
        /// What it fills before it plays.
        public var bufferMs: Double
        /// Its delay on average.
        public var meanDelayMs: Double
        /// Its delay at the end.
        public var endDelayMs: Double
        /// How often it stopped.
        public var stalls: Int
        /// The part of the time it stood, 0 to 1.
        public var stalledRatio: Double

        /// Makes a point; each argument is the property of its name.
        public init(
            bufferMs: Double,
            meanDelayMs: Double,
            endDelayMs: Double,
            stalls: Int,
            stalledRatio: Double
        ) {
            self.bufferMs = bufferMs
            self.meanDelayMs = meanDelayMs
            self.endDelayMs = endDelayMs
            self.stalls = stalls
            self.stalledRatio = stalledRatio
        }
    }

    /// Facts of segments.
    public struct Segments: Hashable, Sendable, Codable {
        /// How many.
        public var count: Int
        /// From the segment's end to its request, on average.
        @OrNull public var requestMs: Double?
        /// From request to first byte, on average.
        @OrNull public var firstByteMs: Double?
        /// From request to last byte, on average.
        @OrNull public var lastByteMs: Double?
        /// How old the playlist was, on average.
        @OrNull public var playlistAgeMs: Double?

        /// Makes a part of which only the count is known.
        public init(count: Int) {
            self.count = count
        }
    }
}
