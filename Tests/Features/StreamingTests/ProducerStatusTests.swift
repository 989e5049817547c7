import LabModel
import Testing

@testable import Streaming

@Suite("Producer status")
struct ProducerStatusTests {
    private static func newest(_ number: UInt32) -> ProducerStatus.Newest {
        .init(number: FrameNumber(number), time: WallTime(nanoseconds: Int64(number)))
    }

    @Test("nothing is told before the first frame")
    func empty() {
        let status = ProducerStatus()
        #expect(status.newest == nil && !status.hasKeyframe)
        #expect(status.counters == StreamerCounters())
    }

    @Test("a frame is late from half a period on; ticks and skips are the plan's")
    func counting() {
        let status = ProducerStatus()
        let start = MonotonicTime(nanoseconds: 0)
        var plan = TickPlan(rate: .usual, start: start)
        for (number, lateness) in [0.0, 20, 20.1, 39].enumerated() {
            _ = plan.next(at: start)
            status.begin(
                Self.newest(UInt32(number)),
                lateness: .milliseconds(lateness),
                period: FrameRate.usual.period
            )
            status.end(took: .milliseconds(Double(number + 1)), bytes: 100, plan: plan)
        }
        // Two ticks have passed unused by now.
        _ = plan.next(at: start + .milliseconds(265))
        status.begin(Self.newest(4), lateness: .zero, period: FrameRate.usual.period)
        status.end(took: .milliseconds(9), bytes: 50, plan: plan)
        let counters = status.counters
        #expect(counters.frames == 5 && counters.bytes == 450 && counters.late == 2)
        #expect(counters.skipped == 2 && counters.skips == [4..<6] && counters.ticks == 7)
        #expect(counters.lateness?.max == .milliseconds(39))
        #expect(counters.encode?.max == .milliseconds(9))
        #expect(status.newest == Self.newest(4))
    }

    @Test("viewers can begin once a keyframe was handed to all outlets")
    func keyframe() {
        let status = ProducerStatus()
        status.begin(Self.newest(0), lateness: .zero, period: FrameRate.usual.period)
        #expect(!status.hasKeyframe)
        status.keyframeIsOut()
        #expect(status.hasKeyframe)
    }
}
