/// What was found of a run's picture quality, from which its summary follows.
public struct QualityFacts: Hashable, Sendable, Codable {
    /// The metrics that were asked for.
    public var metrics: [QualityMetric]
    /// Every how many received frames one was scored, at the end of the run: at least 1; what changed it is an event.
    public var everyN: Int
    /// Which model VMAF used; nil where it was not computed.
    public var vmafModel: String?
    /// Which library computed VMAF, with its version; nil where it was not computed.
    public var vmafVersion: String?
    /// Where the scored content comes from; nil where two recordings were compared, and nothing was redrawn.
    public var content: StreamDescription.Content?
    /// Bits a sample of the pictures compared, 8, 10 or 12: what the cap of PSNR follows.
    public var bitDepth = 8
    /// The pairs that were scored, in the order of their references; the first ``frameLimit`` of a run.
    public var frames: [FrameQuality] = []

    /// How many scored pairs a run keeps: an hour of 60 a second, matched and as displayed.
    public static let frameLimit = 432_000

    /// Makes facts with nothing scored yet.
    public init(metrics: [QualityMetric], everyN: Int = 1) {
        self.metrics = metrics
        self.everyN = everyN
    }
}

/// A way to score a picture against its reference, by the name that command lines use.
public enum QualityMetric: String, Hashable, Sendable, Codable, CaseIterable {
    case psnr
    case ssim
    case msSsim = "ms_ssim"
    case vmaf

    /// Reads the list of `--quality`, such as `psnr,vmaf`, in any order and case; `none` is the empty list.
    /// - Returns: nil where a part is no metric.
    public static func list(_ text: String) -> Set<QualityMetric>? {
        guard text.lowercased() != "none" else { return [] }
        let names = text.split(separator: ",", omittingEmptySubsequences: false)
        let metrics = names.compactMap { name in
            QualityMetric(rawValue: name.split(separator: " ").joined(separator: " ").lowercased())
        }
        return metrics.count == names.count ? Set(metrics) : nil
    }

    /// A list as a run's manifest holds it: in the metrics' own order.
    public static func text(of metrics: Set<QualityMetric>) -> String {
        allCases.filter(metrics.contains).map(\.rawValue).joined(separator: ",")
    }
}
