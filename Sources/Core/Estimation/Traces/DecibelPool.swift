import Foundation
import LabModel

/// Decibels of a trace's frames, one each, pooled as their unit asks for.
///
/// SSIM is pooled as it is, not its decibels: with d = 1 − SSIM = 10^(−dB/10), the mean SSIM is −10·log10(mean d) in dB,
/// and the SSIM below which a share p of the frames lies is that above whose d the share lies.
struct DecibelPool {
    let unit: TraceOptions.QualityUnit
    /// 1 − SSIM, or PSNR in dB.
    private var values: [Double] = []

    init(unit: TraceOptions.QualityUnit) {
        self.unit = unit
    }

    /// The least decibels that a frame can have: an SSIM of −1 is −3.01 dB, and no PSNR is negative.
    static func least(_ unit: TraceOptions.QualityUnit) -> Double {
        switch unit {
        case .ssim: -3.02
        case .psnr: 0
        }
    }

    /// Adds a frame's decibels; infinite where it equals its reference.
    mutating func add(_ decibels: Double) {
        switch unit {
        case .ssim: values.append(pow(10, -decibels / 10))
        case .psnr: values.append(decibels)
        }
    }

    /// What all of them say; nil where no frame was scored, and a number nil where it is infinite.
    var quality: Summary.ImportedQuality? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        var quality = Summary.ImportedQuality(unit: unit.rawValue)
        quality.mean = decibels(Moments.mean(sorted))
        quality.p5 = decibels(percentile(sorted, 0.05))
        quality.p50 = decibels(percentile(sorted, 0.5))
        quality.p95 = decibels(percentile(sorted, 0.95))
        return quality
    }

    private func percentile(_ sorted: [Double], _ share: Double) -> Double? {
        switch unit {
        case .ssim: Percentile.of(sorted: sorted, 1 - share)
        case .psnr: Percentile.of(sorted: sorted, share)
        }
    }

    private func decibels(_ value: Double?) -> Double? {
        guard let value else { return nil }
        let decibels = unit == .ssim ? -10 * log10(value) : value
        return decibels.isFinite ? decibels : nil
    }
}
