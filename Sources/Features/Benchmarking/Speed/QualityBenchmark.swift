internal import Foundation
internal import LabModel
internal import Machine
internal import Quality

/// The CPU time of scoring one 1080p picture, beside what ffmpeg's filters and libvmaf's features take for it.
struct QualityBenchmark: Benchmark {
    let name = "quality_kernels_1080p"
    let about = "the CPU time of scoring one picture by PSNR, SSIM and MS-SSIM, against ffmpeg's filters and libvmaf"

    private static let size = PixelSize(width: 1920, height: 1080)

    func measure() throws -> [Figure] {
        let sent = try MarkedFrames(size: Self.size, frameRate: 30)
        let received = try MarkedFrames(size: Self.size, frameRate: 30)
        let psnr = try milliseconds(of: .psnr, count: 400, sent, received)
        let peer = FilterPeer(size: Self.size)
        let psnrFilter = peer.milliseconds(of: "psnr", frames: 1_500)
        let ssim = try milliseconds(of: .ssim, count: 200, sent, received)
        let ssimFilter = peer.milliseconds(of: "ssim", frames: 500)
        let msSSIM = try milliseconds(of: .msSsim, count: 12, sent, received)
        return [
            figure("psnr", psnr, "ffmpeg's filter psnr", psnrFilter),
            figure("ssim", ssim, "ffmpeg's filter ssim", ssimFilter),
            figure(
                "ssim_libvmaf",
                ssim,
                "libvmaf's float_ssim",
                peer.milliseconds(ofFeature: "float_ssim", frames: 20)
            ),
            figure(
                "ms_ssim",
                msSSIM,
                "libvmaf's float_ms_ssim",
                peer.milliseconds(ofFeature: "float_ms_ssim", frames: 8)
            ),
        ]
    }

    private func figure(_ metric: String, _ value: Double, _ peer: String, _ peerValue: Double?) -> Figure {
        Figure(
            name: "\(name).\(metric)",
            value: value,
            unit: "ms",
            peer: peerValue == nil ? nil : peer,
            peerValue: peerValue
        )
    }

    /// What one pair takes, of `count` times the same two pictures, as the filters see the same two.
    private func milliseconds(
        of metric: QualityMetric,
        count: Int,
        _ sent: MarkedFrames,
        _ received: MarkedFrames
    ) throws -> Double {
        var (sent, received) = (sent, received)
        try sent.draw(10)
        try received.draw(11)
        let pair = try PicturePair(
            reference: sent.picture.view().readOnly,
            distorted: received.picture.view().readOnly
        )
        var scorer = PictureMetrics.make([metric])
        // The first one gets the scorer its memory.
        var scores = scorer.score(pair)
        let start = ProcessUsage.cpuTime()
        for _ in 0..<count {
            scores = scorer.score(pair)
        }
        let spent = ProcessUsage.cpuTime() - start
        withExtendedLifetime((sent, received)) {}
        let score = scores.psnrY.map { $0 / 100 } ?? scores.ssimY ?? scores.msSsimY
        guard let score, (0.1...0.999).contains(score) else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "\(metric) scored \(scores)")
        }
        return spent.seconds / Double(count) * 1e3
    }
}
