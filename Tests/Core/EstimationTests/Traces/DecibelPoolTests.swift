import Foundation
import LabModel
import Testing

@testable import Estimation

@Suite struct DecibelPoolTests {
    private func pool(_ unit: TraceOptions.QualityUnit, _ decibels: [Double]) -> DecibelPool {
        var pool = DecibelPool(unit: unit)
        decibels.forEach { pool.add($0) }
        return pool
    }

    private func isNear(_ value: Double?, _ expected: Double) -> Bool {
        abs((value ?? .nan) - expected) < 1e-9
    }

    @Test func ssimIsPooledAsItIs() throws {
        // SSIM 0.9, 0.99 and 0.999: mean 0.963, median 0.99.
        let quality = try #require(pool(.ssim, [20, 10, 30]).quality)
        #expect(quality.unit == "ssim")
        #expect(isNear(quality.mean, -10 * log10(1 - 0.963)))
        #expect(isNear(quality.p50, 20))
        // 0.9 + 0.1 × 0.09 and 0.99 + 0.9 × 0.009.
        #expect(isNear(quality.p5, -10 * log10(1 - 0.909)))
        #expect(isNear(quality.p95, -10 * log10(1 - 0.9981)))
    }

    @Test func psnrIsPooledInDecibels() throws {
        let quality = try #require(pool(.psnr, [40, 30, 50]).quality)
        #expect(quality.unit == "psnr")
        #expect(quality.mean == 40 && quality.p50 == 40 && quality.p5 == 31 && quality.p95 == 49)
    }

    @Test func framesThatEqualTheirReferenceCountFully() throws {
        // SSIM 1 and 0.9: mean 0.95.
        let half = try #require(pool(.ssim, [.infinity, 10]).quality)
        #expect(isNear(half.mean, -10 * log10(0.05)))
        let all = try #require(pool(.ssim, [.infinity, .infinity]).quality)
        #expect(all.mean == nil && all.p5 == nil && all.p50 == nil && all.p95 == nil)
        // Infinite PSNR has no mean; the ranks below it do.
        let psnr = try #require(pool(.psnr, [30, 40, .infinity]).quality)
        #expect(psnr.mean == nil && psnr.p5 == 31 && psnr.p50 == 40 && psnr.p95 == nil)
    }

    @Test func worseThanNothingIsAllowed() throws {
        // SSIM 0 and −1: mean −0.5.
        let quality = try #require(pool(.ssim, [0, -10 * log10(2)]).quality)
        #expect(isNear(quality.mean, -10 * log10(1.5)))
    }

    @Test func noFrameIsNoQuality() {
        #expect(pool(.ssim, []).quality == nil)
    }
}
