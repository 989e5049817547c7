public import LabModel

/// The registry of metrics that score a pair of pictures by itself: a row a metric.
public enum PictureMetrics {
    private static var rows: [(name: QualityMetric, metric: any PictureMetric.Type)] {
        [(.psnr, PSNRMetric.self), (.ssim, SSIMMetric.self), (.msSsim, MSSSIMMetric.self)]
    }

    /// Makes what scores pairs by the metrics asked for.
    ///
    /// - Parameter metrics: any of them; VMAF, which looks at neighbours too, is left out.
    /// - Returns: one that has seen nothing yet.
    public static func make(_ metrics: Set<QualityMetric>) -> PictureScorer {
        PictureScorer(rows.filter { metrics.contains($0.name) }.map { $0.metric.init() })
    }
}
