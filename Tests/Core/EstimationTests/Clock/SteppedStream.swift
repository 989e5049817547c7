import LabModel
import LabTesting

@testable import Estimation

/// A stream received while the streamer's clock is stepped, of which each frame's true offset is known.
struct SteppedStream {
    var samples: [Sample] = []
    /// Seconds from the start until each frame was stamped, by the receiver's clock.
    private(set) var stampedAt: [Double] = []
    let clocks: SimulatedClocks

    /// How frames are made and how long they take.
    struct Shape {
        var framesPerSecond = 25.0
        /// Seconds from stamp to decoding, drawn anew for each frame and never overtaking.
        var delays = 0.0...0.1
        /// Seconds by which frames are stamped late, told by the mark.
        var lateness = 0.0...0.002
        var loss = 0.0
        var isNumbered = true
    }

    init(_ clocks: SimulatedClocks, seconds: Double, shape: Shape, using random: inout SeededGenerator) {
        self.clocks = clocks
        var decoded = 0.0
        for number in 0..<Int(seconds * shape.framesPerSecond) {
            let late = Double.random(in: shape.lateness, using: &random)
            let at = Double(number) / shape.framesPerSecond + late
            decoded = max(decoded + 0.0001, at + .random(in: shape.delays, using: &random))
            guard Double.random(in: 0...1, using: &random) >= shape.loss else { continue }
            let stamp = FrameStamp(
                streamID: StreamID(rawValue: 7),
                number: shape.isNumbered ? FrameNumber(UInt32(number)) : nil,
                time: clocks.streamed(at),
                latenessTicks: FrameStamp.latenessTicks(of: .seconds(late))
            )
            samples.append(Sample(stamp: stamp, decoded: SimulatedClocks.received(decoded)))
            stampedAt.append(at)
        }
    }

    /// Samples whose bound does not hold the truth, and how many have a bound.
    ///
    /// The truth of a frame is what the offset at its decoding would be, had no clock been stepped since its stamp.
    func check() -> (outside: [Int], bounded: Int) {
        var outside: [Int] = []
        var bounded = 0
        for (index, sample) in samples.enumerated() {
            guard let offset = sample.clockOffset, let bound = sample.clockErrorBound else { continue }
            bounded += 1
            let decoded = ((sample.decoded ?? SimulatedClocks.start) - SimulatedClocks.start).seconds
            let truth = clocks.offset(at: decoded, steps: clocks.stepsBefore(stampedAt[index]))
            if abs((offset - .seconds(truth)).nanoseconds) > bound.nanoseconds + 2 {
                outside.append(index)
            }
        }
        return (outside, bounded)
    }
}
