internal import Foundation
public import LabModel

/// How the pictures of a run are scored.
///
/// Marked recordings are scored as live streams are, by receiving the file; pictures without marks by ``OfflineScorer``.
public struct QualitySettings: Hashable, Sendable {
    /// What is computed; nothing is scored where it is empty.
    public var metrics: Set<QualityMetric>
    /// The least number of frames of which one is scored, by frame number, at least 1.
    ///
    /// A live run that cannot keep up scores fewer, and says so by an event `quality_sampling`; files always keep up.
    public var everyN = 1
    /// Which model VMAF uses: `v0.6.1`, `neg`, `4k`, `v1` or a file's path.
    public var vmafModel = "v0.6.1"
    /// The program or library that computes VMAF; nil looks for one.
    public var vmafTool: String?
    /// How many of the worst moments are kept as pictures, at most ``keepLimit``; 0 for none.
    public var keepWorst = 0
    /// Where those pictures go, a folder that is made where it is missing; nil for `worst-<run's uuid>` below the current
    /// folder.
    public var worstFolder: String?
    /// The file that the streamer plays, where its content is a file; nil where it is drawn.
    public var contentFile: String?

    /// How much of a run's media is kept in a temporary file until it was scored: 20 minutes at 6 Mbit/s.
    public var spoolLimit = usualSpoolLimit
    private static let usualSpoolLimit = ByteCount(1_000_000_000)

    /// The process's variables, where a program that computes VMAF is looked for.
    public var environment = ProcessInfo.processInfo.environment

    /// The most moments that are kept, each some megabytes of memory while a run lasts.
    public static let keepLimit = 100

    /// Settings that compute metrics, everything else as by default.
    public init(metrics: Set<QualityMetric>) {
        self.metrics = metrics
    }

    /// What repeating the scoring needs, by the options' names.
    public var manifest: [String: SettingValue] {
        var all: [String: SettingValue] = ["quality": .text(QualityMetric.text(of: metrics))]
        all["quality_every"] = everyN > 1 ? .integer(everyN) : nil
        all["vmaf_model"] = metrics.contains(.vmaf) ? .text(vmafModel) : nil
        all["vmaf_tool"] = metrics.contains(.vmaf) ? vmafTool.map { .text($0) } : nil
        all["keep_worst"] = keepWorst > 0 ? .integer(keepWorst) : nil
        all["quality_spool"] = spoolLimit == Self.usualSpoolLimit ? nil : .integer(spoolLimit.bytes / 1_000_000)
        all["content"] = contentFile.map { .text($0) }
        return all
    }
}
