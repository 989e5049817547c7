import LabModel

@testable import Estimation

/// A stream of 25 frames a second that comes in segments or parts: all frames of one at once, `publishMs` behind the end of
/// its last frame, and decoded one after the other in 2 ms each.
struct SegmentPattern {
    /// Frames in each.
    var frames: Int
    var publishMs = 50.0
    /// How much later some come, by their place.
    var lateMs: [Int: Double] = [:]
    /// Places of those that never come.
    var lost: Set<Int> = []
    /// From which frame on presentation times have another zero, and how far it lies from the first.
    var discontinuity: (frame: Int, shiftMs: Double)?

    /// A run of a whole number of segments, joined before the first frame; epochs are the classifier's.
    func planted(_ count: Int, container: String? = "hls") -> Planted {
        var run = Planted()
        run.trace.media.container = container
        run.trace.end = nil
        run.trace.endReason = .frameLimit
        var classifier = SampleClassifier(join: run.trace.join, nominalPeriod: Planted.period)
        var decoded = -10.0
        for place in 0..<count where !lost.contains(place) {
            let arrival = Double((place + 1) * frames) * 40 + publishMs + (lateMs[place] ?? 0)
            for number in place * frames..<(place + 1) * frames {
                decoded = max(decoded, arrival) + 2
                run.show(number) { sample in
                    sample.arrival = Planted.at(ms: arrival)
                    sample.decoded = Planted.at(ms: decoded)
                    sample.presentationTime = .milliseconds(Double(number) * 40 + shift(of: number))
                    _ = classifier.classify(&sample)
                }
            }
        }
        return run
    }

    private func shift(of number: Int) -> Double {
        guard let discontinuity, number >= discontinuity.frame else { return 7_000 }
        return discontinuity.shiftMs
    }

    /// The silence between two that follow each other, as a source tells it: where it lasts a second or more.
    func silences(_ count: Int) -> [TimeGap] {
        let arrivals = (0..<count).filter { !lost.contains($0) }.map { place in
            Planted.at(ms: Double((place + 1) * frames) * 40 + publishMs + (lateMs[place] ?? 0))
        }
        return zip(arrivals, arrivals.dropFirst()).map { TimeGap(start: $0, end: $1) }
            .filter { $0.length >= .seconds(1) }
    }

    /// What the lab's own client notes of each.
    func facts(_ count: Int, isPart: Bool = false) -> [SegmentFact] {
        (0..<count).filter { !lost.contains($0) }.map { place in
            let arrival = Planted.at(ms: Double((place + 1) * frames) * 40 + publishMs + (lateMs[place] ?? 0))
            var fact = SegmentFact(
                sequence: isPart ? place / 5 : place,
                part: isPart ? place % 5 : nil,
                requested: arrival - .milliseconds(10)
            )
            fact.lastByte = arrival
            fact.duration = .milliseconds(Double(frames) * 40)
            return fact
        }
    }
}
