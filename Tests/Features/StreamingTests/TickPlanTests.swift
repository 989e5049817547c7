import LabModel
import Testing

@testable import Streaming

@Suite("Tick plan")
struct TickPlanTests {
    private func plan(_ rate: String = "25") throws -> TickPlan {
        TickPlan(rate: try #require(FrameRate(rate)), start: MonotonicTime(nanoseconds: 1_000))
    }

    private func instant(_ milliseconds: Double) -> MonotonicTime {
        MonotonicTime(nanoseconds: 1_000) + .milliseconds(milliseconds)
    }

    @Test("ticks are due at start + k periods exactly, without drift over a day")
    func exact() throws {
        var plan = try plan("30000/1001")
        var last = plan.next(at: instant(0))
        #expect(last == TickPlan.Tick(index: 0, due: MonotonicTime(nanoseconds: 1_000)))
        for _ in 0..<2_589_408 {
            last = plan.next(at: last.due)
        }
        #expect(last.index == 2_589_408)
        #expect(last.due.nanoseconds == 1_000 + 2_589_408 * 1_001 * 1_000_000_000 / 30_000)
        #expect(plan.skipped == 0)
        #expect(plan.ticks == 2_589_409)
    }

    @Test("up to a period late nothing is skipped, and the due time stays")
    func late() throws {
        var plan = try plan()
        _ = plan.next(at: instant(0))
        #expect(plan.next(at: instant(80)) == TickPlan.Tick(index: 1, due: instant(40)))
        #expect(plan.next(at: instant(90)) == TickPlan.Tick(index: 2, due: instant(80)))
        #expect(plan.skipped == 0)
    }

    @Test(
        "more than a period late skips until it is not",
        arguments: [(80.001, 2, 1), (1_000.0, 24, 23), (1_039, 25, 24)]
    )
    func skips(at: Double, index: Int64, skipped: Int) throws {
        var plan = try plan()
        _ = plan.next(at: instant(0))
        let tick = plan.next(at: instant(at))
        #expect(tick == TickPlan.Tick(index: index, due: instant(Double(index) * 40)))
        #expect(plan.skipped == skipped)
        #expect(plan.skips == [1..<index])
        #expect(plan.ticks == Int(index) + 1)
    }

    @Test("frames and skipped ticks add up to ticks, whatever the load")
    func sums() throws {
        for load in [1, 39, 41, 79, 95, 400] {
            var plan = try plan()
            var now = instant(0)
            var frames = 0
            for _ in 0..<500 {
                let tick = plan.next(at: now)
                now = max(now, tick.due)
                #expect(now - tick.due <= .milliseconds(40))
                now = now + .milliseconds(Double(load))
                frames += 1
            }
            #expect(frames + plan.skipped == plan.ticks)
            #expect((plan.skipped == 0) == (load < 40))
        }
    }
}
