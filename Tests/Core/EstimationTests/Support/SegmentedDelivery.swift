import LabModel
import LabTesting

@testable import Estimation

/// A stream of 25 frames a second in 1 s segments, as a viewer's requests get it.
///
/// Each segment is published a while after its last frame, seen at the next look at the playlist, and comes at the speed
/// of the network. The viewer joins 10 s into the stream and begins three segments back.
struct SegmentedDelivery {
    /// One frame, in milliseconds; its arrival is by the streamer's clock.
    struct Frame {
        var number: Int
        var presented: Double
        var arrival: Double
    }

    private(set) var frames: [Frame] = []
    /// When the viewer joined, in milliseconds from the origin.
    let joined = 10_000.0
    /// From the stream's origin to its presentation zero.
    let presentationShift: Double

    private static let framesPerSegment = 25

    init(seed: UInt64, seconds: Int = 30) {
        var random = SeededGenerator(seed: seed)
        presentationShift = Double(Int.random(in: -90_000...90_000, using: &random))
        let download = Double.random(in: 40...300, using: &random)
        var free = joined + 30
        var nextLook = joined
        for segment in 7..<10 + seconds {
            let published = Double(segment + 1) * 1_000 + Double.random(in: 20...200, using: &random)
            while nextLook < published || nextLook < free {
                nextLook += Double.random(in: 240...260, using: &random)
            }
            let start = max(free, segment < 10 ? joined + 30 : nextLook)
            for place in 0..<Self.framesPerSegment {
                let number = segment * Self.framesPerSegment + place
                let share = Double(place + 1) / Double(Self.framesPerSegment)
                frames.append(
                    Frame(
                        number: number,
                        presented: Double(number) * 40 + presentationShift,
                        arrival: start + download * share
                    )
                )
            }
            free = start + download
        }
    }

    /// The same as a run sees it, the receiver's clock being 123 ms behind.
    ///
    /// Frames are stamped up to 0.9 ms after their tick, and decoded one after the other in 3 ms each.
    func planted(seed: UInt64) -> Planted {
        var random = SeededGenerator(seed: seed)
        var run = Planted()
        run.clockOffset = .milliseconds(123)
        run.trace.media.container = "hls"
        run.trace.join = Planted.at(ms: joined - 123)
        run.trace.end = nil
        run.trace.endReason = .frameLimit
        var decoded = 0.0
        for frame in frames {
            decoded = max(decoded, frame.arrival) + 3
            run.show(frame.number) { sample in
                let late = Double.random(in: 0...0.9, using: &random)
                sample.stamp?.time = Planted.at(ms: Double(frame.number) * 40 + late)
                sample.presentationTime = .milliseconds(frame.presented)
                sample.arrival = Planted.at(ms: frame.arrival - 123)
                sample.decoded = Planted.at(ms: decoded - 123)
            }
        }
        return run
    }
}
