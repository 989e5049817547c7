extension Summary {
    /// Picture quality against the redrawn reference.
    public struct Quality: Hashable, Sendable, Codable {
        /// Each received frame against its own reference.
        @OrNull public var matched: Scores?
        /// Each sent frame against what was displayed then.
        @OrNull public var asDisplayed: Scores?
        /// Pools of the per-frame scores, by metric and pool.
        public var pools: [String: [String: Double]] = [:]
        /// Every how many frames one was scored.
        @OrNull public var everyN: Int?
        /// How many were scored.
        public var framesScored = 0
        /// Which model VMAF used.
        @OrNull public var vmafModel: String?
        /// Which library computed VMAF.
        @OrNull public var vmafVersion: String?
        /// Decibels that came with an imported trace.
        @OrNull public var importedDb: ImportedQuality?

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// One score of each kind.
    public struct Scores: Hashable, Sendable, Codable {
        /// The mean of per-frame luma PSNR.
        @OrNull public var psnrYDb: Double?
        /// Luma PSNR of the mean squared error.
        @OrNull public var psnrYMseDb: Double?
        /// SSIM, at most 1.
        @OrNull public var ssimY: Double?
        /// MS-SSIM, at most 1.
        @OrNull public var msSsimY: Double?
        /// VMAF, 0 to 100.
        @OrNull public var vmaf: Double?

        /// Makes scores of which nothing is known.
        public init() {}
    }

    /// Decibels that came with an imported trace.
    public struct ImportedQuality: Hashable, Sendable, Codable {
        /// `ssim` or `psnr`.
        public var unit: String
        /// The mean.
        @OrNull public var mean: Double?
        /// The 5th percentile.
        @OrNull public var p5: Double?
        /// The median.
        @OrNull public var p50: Double?
        /// The 95th percentile.
        @OrNull public var p95: Double?

        /// Makes a part of which only the unit is known.
        public init(unit: String) {
            self.unit = unit
        }
    }
}
