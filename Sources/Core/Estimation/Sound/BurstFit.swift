import Foundation
import LabModel

/// Where in a stretch of sound a burst of a known tone and length stands.
///
/// A window as long as the burst is slid over it: what it holds of the tone rises and falls as a triangle, whose top is at
/// the onset. The onset is taken from the middle between the two places of half the height, where noise moves it least.
struct BurstFit {
    /// Where the burst begins, in samples; nil where there is no such burst, or another sound with it.
    private(set) var onset: Double?

    /// How far the triangle's width may be from the burst's length, in seconds.
    private static let tolerance = 0.004
    /// The least share of the energy that the tone must have while it lasts.
    private static let purity = 0.9
    /// The most that may be left behind the burst, of its mean square.
    private static let rest = 0.02

    private let samples: [Float]
    private let rate: Double
    private let length: Int
    /// Sums of the tone's cosine and sine parts up to each sample.
    private var cosines: [Double]
    private var sines: [Double]

    init(_ samples: [Float], frequency: Double, rate: Int) {
        self.samples = samples
        self.rate = Double(rate)
        length = Int((BeepScheme.length.seconds * self.rate).rounded())
        cosines = [0]
        sines = [0]
        cosines.reserveCapacity(samples.count + 1)
        sines.reserveCapacity(samples.count + 1)
        let step = 2 * Double.pi * frequency / self.rate
        for index in samples.indices {
            let value = Double(samples[index])
            cosines.append(cosines[index] + value * cos(step * Double(index)))
            sines.append(sines[index] + value * sin(step * Double(index)))
        }
        onset = fit()
    }

    private func fit() -> Double? {
        guard samples.count > 2 * length else { return nil }
        let heights = (0...samples.count - length).map { height($0, $0 + length) }
        guard let top = heights.indices.max(by: { heights[$0] < heights[$1] }), heights[top] > 0,
            let rise = crossing(heights, from: top, by: -1), let fall = crossing(heights, from: top, by: 1),
            abs(fall - rise - Double(length)) <= Self.tolerance * rate
        else { return nil }
        let onset = (rise + fall) / 2
        return isClean(Int(onset)) ? onset : nil
    }

    /// How much of the tone there is from one sample to another: half the amplitude times the samples.
    private func height(_ first: Int, _ last: Int) -> Double {
        hypot(cosines[last] - cosines[first], sines[last] - sines[first])
    }

    /// Where the height falls to half, between samples.
    private func crossing(_ heights: [Double], from top: Int, by step: Int) -> Double? {
        let half = heights[top] / 2
        var index = top
        while heights.indices.contains(index + step) {
            let (here, next) = (heights[index], heights[index + step])
            if next < half {
                return Double(index) + Double(step) * (here - half) / (here - next)
            }
            index += step
        }
        return nil
    }

    /// Whether there is nothing but the tone while it lasts, and nothing behind it.
    private func isClean(_ onset: Int) -> Bool {
        let edge = Int(0.002 * rate)
        let (first, last) = (onset + edge, onset + length - edge)
        let behind = onset + length + Int(0.012 * rate)
        let end = min(samples.count, behind + Int(0.035 * rate))
        guard first >= 0, last < samples.count, behind < end else { return false }
        let tone = meanSquare(first, last)
        let share = 2 * pow(height(first, last) / Double(last - first), 2)
        return share >= Self.purity * tone && meanSquare(behind, end) <= Self.rest * tone
    }

    private func meanSquare(_ first: Int, _ last: Int) -> Double {
        samples[first..<last].reduce(0) { $0 + Double($1) * Double($1) } / Double(last - first)
    }
}
