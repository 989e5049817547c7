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
        /// The player that begins where the playlist, or `--live-edge`, puts it; nil for continuous streams.
        @OrNull public var start: Start?

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// The player that begins a hold-back before the end of the first playlist, and keeps the delay that this gives it.
    public struct Start: Hashable, Sendable, Codable {
        /// How far behind the playlist's end it begins.
        public var holdBackMs: Double
        /// Its delay; nil where nothing tells when the playlist's end was stamped.
        @OrNull public var delayMs: Double?
        /// The part of the time in which it showed nothing new, 0 to 1; nil without a delay.
        @OrNull public var stalledRatio: Double?

        /// Makes a part; each argument is the property of its name.
        public init(holdBackMs: Double, delayMs: Double?, stalledRatio: Double?) {
            self.holdBackMs = holdBackMs
            self.delayMs = delayMs
            self.stalledRatio = stalledRatio
        }
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
}
