import LabModel
import Testing

@testable import Measuring

@Suite struct HoldScheduleTests {
    private func at(_ milliseconds: Double) -> MonotonicTime {
        MonotonicTime(nanoseconds: Latency.milliseconds(milliseconds).nanoseconds)
    }

    @Test(arguments: [0, 50, 10_000] as [Double]) func everyReadIsHeldAlike(hold: Double) {
        var schedule = HoldSchedule(hold: .milliseconds(hold))
        for read in [0, 0.1, 33, 33, 5_000] {
            #expect(schedule.due(readAt: at(read)) == at(read + hold))
        }
    }

    @Test func nothingOvertakes() {
        var schedule = HoldSchedule(hold: .milliseconds(10))
        #expect(schedule.due(readAt: at(100)) == at(110))
        #expect(schedule.due(readAt: at(90)) == at(110))
        #expect(schedule.due(readAt: at(101)) == at(111))
    }

    @Test func aPauseHoldsWhatFallsIntoIt() {
        let pause = HoldSchedule.Pause(begin: .milliseconds(500), length: .milliseconds(1_500))
        var schedule = HoldSchedule(hold: .milliseconds(20), pause: pause)
        // The first byte is due at 1,020: the pause lasts from 1,520 to 3,020.
        #expect(schedule.due(readAt: at(1_000)) == at(1_020))
        #expect(schedule.due(readAt: at(1_499)) == at(1_519))
        #expect(schedule.due(readAt: at(1_500)) == at(3_020))
        #expect(schedule.due(readAt: at(2_900)) == at(3_020))
        #expect(schedule.due(readAt: at(3_000)) == at(3_020))
        #expect(schedule.due(readAt: at(3_001)) == at(3_021))
    }

    @Test func dueTimesNeverDecreaseNorComeEarly() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let hold = Latency.microseconds(Int64.random(in: 0...50_000, using: &random))
            let pause = HoldSchedule.Pause(
                begin: .microseconds(Int64.random(in: 0...50_000, using: &random)),
                length: .microseconds(Int64.random(in: 0...50_000, using: &random))
            )
            var schedule = HoldSchedule(hold: hold, pause: Bool.random(using: &random) ? pause : nil)
            var now = at(0)
            var last = now
            for _ in 0..<100 {
                now = now + .microseconds(Int64.random(in: 0...3_000, using: &random))
                let due = schedule.due(readAt: now)
                #expect(due >= last && due - now >= hold && due - now <= hold + pause.length)
                last = due
            }
        }
    }
}
