import Foundation
import LabModel

/// Sound that is made for a test.
struct BeepSound {
    var rate = 48_000
    var samples: [Float]

    init(seconds: Double, rate: Int = 48_000) {
        self.rate = rate
        samples = Array(repeating: 0, count: Int(seconds * Double(rate)))
    }

    /// Adds a burst of a sine; times in seconds, which may lie between samples.
    mutating func add(_ frequency: Double, at onset: Double, for length: Double = 0.08, amplitude: Double = 0.5) {
        for index in samples.indices {
            let time = Double(index) / Double(rate) - onset
            if time >= 0, time < length {
                samples[index] += Float(amplitude * sin(2 * .pi * frequency * time))
            }
        }
    }

    mutating func addBeep(_ tone: Int, at onset: Double) {
        add(BeepScheme.frequency(ofTone: tone), at: onset)
    }

    mutating func addNoise(_ amplitude: Double, using generator: inout some RandomNumberGenerator) {
        for index in samples.indices {
            samples[index] += Float(Double.random(in: -amplitude...amplitude, using: &generator))
        }
    }
}
