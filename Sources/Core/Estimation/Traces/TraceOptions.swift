public import LabModel

/// What the person who imports a trace says of it.
public struct TraceOptions: Sendable {
    /// What a trace's `quality_db` measures.
    public enum QualityUnit: String, Sendable, CaseIterable {
        /// SSIM as −10·log10(1 − SSIM): means and percentiles are taken of SSIM itself.
        case ssim
        /// PSNR: means and percentiles are taken of the decibels.
        case psnr
    }

    /// Streamer clock − receiver clock, NTP's sign: added to every delay.
    public var offset: Latency = .zero
    /// What `quality_db` measures.
    public var qualityUnit = QualityUnit.ssim

    /// Makes the default options: no offset, SSIM.
    public init() {}
}

/// How much of a trace is read.
public struct TraceLimits: Sendable {
    /// Rows at most; the store reads back as many.
    public var rows = 10_000_000
    /// Bytes of a line at most, its end not counted.
    public var lineBytes = 65_536
    /// Bytes of the whole at most.
    public var bytes = 4_000_000_000

    /// Makes the usual limits.
    public init() {}
}
