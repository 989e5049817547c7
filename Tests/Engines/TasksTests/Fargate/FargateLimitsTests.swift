import LabModel
import Tasks
import Testing

@Suite struct FargateLimitsTests {
    @Test func whoWaitsForATaskWaitsForAllItsLimits() {
        #expect(FargateTask.Limits().start == .seconds(480))
        #expect(FargateTask.Limits().end == .seconds(150))
        var limits = FargateTask.Limits()
        (limits.running, limits.serving) = (.seconds(1), .seconds(2))
        (limits.silence, limits.ending, limits.stopping) = (.seconds(10), .seconds(20), .seconds(40))
        #expect(limits.start == .seconds(5) && limits.end == .seconds(70))
    }
}
