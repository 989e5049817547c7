internal import LabModel

/// The worst moments of a run: its worst matched frames, each half a second from any worse one, because what spoils one
/// frame spoils its neighbours too.
enum WorstMoments {
    /// How far moments lie apart, in seconds.
    private static let apart = 0.5
    /// What stands for the time from frame to frame where nobody knows it, in seconds.
    private static let usualPeriod = 0.04

    /// Finds them by VMAF where it was computed, else by SSIM, else by MS-SSIM, else by PSNR.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - facts: what was scored.
    ///   - period: the time from frame to frame; nil where nothing tells.
    /// - Returns: the worst first; of equal ones the earlier.
    static func find(_ count: Int, in facts: QualityFacts, period: Latency?) -> [FrameQuality] {
        let frames = facts.frames.filter { $0.pairing == .matched }
        guard let score = ruler(of: frames) else { return [] }
        let sorted = frames.compactMap { frame in score(frame.scores).map { (frame: frame, score: $0) } }
            .sorted { ($0.score, $0.frame.number) < ($1.score, $1.frame.number) }
        let seconds = max(period?.seconds ?? usualPeriod, 1e-3)
        let distance = Int64((apart / seconds).rounded(.up))
        var worst: [FrameQuality] = []
        for (frame, _) in sorted where worst.count < count {
            let isNews = worst.allSatisfy { other in
                abs(Int64(other.number.rawValue) - Int64(frame.number.rawValue)) >= distance
            }
            if isNews {
                worst.append(frame)
            }
        }
        return worst
    }

    private static func ruler(of frames: [FrameQuality]) -> ((PictureScores) -> Double?)? {
        let rulers: [(PictureScores) -> Double?] = [{ $0.vmaf }, { $0.ssimY }, { $0.msSsimY }, { $0.psnrY }]
        return rulers.first { ruler in frames.contains { ruler($0.scores) != nil } }
    }
}

extension PictureScores {
    /// What is known, such as `VMAF 41.3, PSNR 28.1 dB`.
    var told: String {
        let parts: [(name: String, value: Double?, scale: Double, unit: String)] = [
            ("VMAF", vmaf, 10, ""), ("SSIM", ssimY, 10_000, ""), ("MS-SSIM", msSsimY, 10_000, ""),
            ("PSNR", psnrY, 10, " dB"),
        ]
        return parts.compactMap { part in
            part.value.map { "\(part.name) \(($0 * part.scale).rounded() / part.scale)\(part.unit)" }
        }.joined(separator: ", ")
    }
}
