public import LabModel

/// A received frame that scored low, and when it was shown.
public struct WorstMoment: Hashable, Sendable {
    /// The metric's name, such as `VMAF`.
    public var metric: String
    /// Its score, in the metric's own unit.
    public var score: Double
    /// The frame.
    public var number: FrameNumber
    /// Seconds from the first decoded picture to this one's decoding; nil where no sample shows it.
    public var atSeconds: Double?

    /// Makes a moment; each argument is the property of its name.
    public init(metric: String, score: Double, number: FrameNumber, atSeconds: Double?) {
        self.metric = metric
        self.score = score
        self.number = number
        self.atSeconds = atSeconds
    }

    /// How far moments lie apart, in seconds: what spoils one frame spoils its neighbours too.
    private static let apart = 0.5
    /// What stands for the frame rate where nobody knows it.
    private static let usualRate = 25.0

    /// The lowest scores of frames received, by VMAF where it was computed, else SSIM, MS-SSIM or PSNR, each half a second
    /// from any lower one: those whose pictures `--keep-worst` keeps.
    ///
    /// - Complexity: O(n log n) for n frames.
    /// - Parameters:
    ///   - frames: what was scored; what was displayed for frames sent takes no part.
    ///   - samples: what was received, in the order of decoding.
    ///   - framesPerSecond: the stream's rate; nil where nobody knows it.
    ///   - limit: how many moments at most.
    /// - Returns: the lowest first; the first of them where they are equal.
    public static func find(
        _ frames: [FrameQuality],
        samples: [Sample],
        framesPerSecond: Double?,
        limit: Int = 3
    ) -> [WorstMoment] {
        let period = (1e9 / max(0.1, framesPerSecond ?? usualRate)).rounded() / 1e9
        let reach = UInt64((apart / period).rounded(.up))
        let matched = frames.filter { $0.pairing == .matched }
        for (name, score) in metrics where matched.contains(where: { $0.scores[keyPath: score]?.isFinite == true }) {
            let ranked = matched.compactMap { frame in frame.scores[keyPath: score].map { (frame, $0) } }
                .filter(\.1.isFinite).sorted { ($0.1, $0.0.number) < ($1.1, $1.0.number) }
            var picked: [(frame: FrameQuality, score: Double)] = []
            for (frame, score) in ranked where picked.count < limit {
                if !picked.contains(where: { isNear($0.frame, frame, within: reach) }) {
                    picked.append((frame, score))
                }
            }
            return picked.map { frame, score in
                WorstMoment(metric: name, score: score, number: frame.number, atSeconds: seconds(frame, samples))
            }
        }
        return []
    }

    private static var metrics: [(name: String, score: KeyPath<PictureScores, Double?>)] {
        [("VMAF", \.vmaf), ("SSIM", \.ssimY), ("MS-SSIM", \.msSsimY), ("PSNR", \.psnrY)]
    }

    private static func isNear(_ one: FrameQuality, _ other: FrameQuality, within reach: UInt64) -> Bool {
        let distance = Int64(one.number.rawValue) - Int64(other.number.rawValue)
        return one.streamID == other.streamID && distance.magnitude < reach
    }

    private static func seconds(_ frame: FrameQuality, _ samples: [Sample]) -> Double? {
        let shown = samples.first { $0.stamp?.number == frame.number && $0.stamp?.streamID == frame.streamID }
        guard let first = samples.first(where: { $0.decoded != nil })?.decoded, let at = shown?.decoded else {
            return nil
        }
        return (at - first).seconds
    }
}
