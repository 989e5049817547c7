import Foundation

/// Goertzel's algorithm (1958): one frequency of a spectrum.
enum Goertzel {
    /// The squared magnitude of Σ x[n]·e^(−2πi·f·n/rate); of a sine of amplitude A over n whole periods (A·n/2)².
    static func power(of samples: ArraySlice<Float>, frequency: Double, rate: Int) -> Double {
        let step = 2 * Double.pi * frequency / Double(rate)
        let factor = 2 * cos(step)
        var newest = 0.0
        var older = 0.0
        for sample in samples {
            (newest, older) = (Double(sample) + factor * newest - older, newest)
        }
        return newest * newest + older * older - factor * newest * older
    }
}
