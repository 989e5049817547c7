import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct FrameMemoryTests {
    @Test func theFirstRowOfEachFrameIsFound() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<50 {
            var memory = FrameMemory(capacity: 0)
            var (samples, rows): ([Sample], [FrameNumber: Int]) = ([], [:])
            for row in 0..<Int.random(in: 1...200, using: &random) {
                let frame = FrameNumber(UInt32(max(0, row + Int.random(in: -20...5, using: &random))))
                #expect(memory.note(frame, after: samples) == rows[frame])
                rows[frame] = rows[frame] ?? row
                samples.append(Sample(stamp: FrameStamp(streamID: .foreign, number: frame, time: nil)))
            }
        }
    }
}
