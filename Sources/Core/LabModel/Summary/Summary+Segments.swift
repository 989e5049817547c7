extension Summary {
    /// When segments and parts were asked for and came: where the delay of a segmented stream sits.
    ///
    /// Means, and 95th percentiles, over those asked for before the end that are no backlog; each nil where nothing tells it.
    public struct Segments: Hashable, Sendable, Codable {
        /// Segments and parts asked for before the end, backlog included.
        public var count: Int
        /// Those that ended before join, as far as their program time tells it; they take no part in the times.
        public var backlog = 0
        /// Those announced by a preload hint.
        public var hinted = 0
        /// Those that did not come whole.
        public var incomplete = 0
        /// How long a whole segment lasts, as the playlist says, on average.
        @OrNull public var segmentDurationMs: Double?
        /// How long a part lasts, as the playlist says, on average.
        @OrNull public var partDurationMs: Double?
        /// From its end to its request; negative where a hint let it be asked for before it was there.
        @OrNull public var requestMs: Double?
        /// The same at the 95th percentile.
        @OrNull public var requestP95Ms: Double?
        /// From request to first byte.
        @OrNull public var firstByteMs: Double?
        /// The same at the 95th percentile.
        @OrNull public var firstByteP95Ms: Double?
        /// From request to last byte.
        @OrNull public var lastByteMs: Double?
        /// The same at the 95th percentile.
        @OrNull public var lastByteP95Ms: Double?
        /// From its end to its last byte.
        @OrNull public var completeMs: Double?
        /// The same at the 95th percentile.
        @OrNull public var completeP95Ms: Double?
        /// How old the playlist was that named it, when it was asked for.
        @OrNull public var playlistAgeMs: Double?
        /// The same at the 95th percentile.
        @OrNull public var playlistAgeP95Ms: Double?

        /// Makes a part of which only the count is known.
        public init(count: Int) {
            self.count = count
        }
    }
}
