import LabModel
import Testing

@testable import Machine

@Suite struct ProcessUsageTests {
    @Test func readsKibibytes() {
        let text = "Name:\tx\nVmHWM:\t   2048 kB\nVmRSS:\tfoo kB\n"
        #expect(ProcessUsage.field("VmHWM", of: text) == ByteCount(2_097_152))
        #expect(ProcessUsage.field("VmRSS", of: text) == nil)
        #expect(ProcessUsage.field("VmSwap", of: text) == nil)
    }

    @Test func workCostsCPUTime() {
        let before = ProcessUsage.cpuTime()
        var sum: UInt64 = 1
        while ProcessUsage.cpuTime() - before < .milliseconds(1) {
            sum = sum &* 6_364_136_223_846_793_005 &+ 1
        }
        #expect(sum != 0)
        #expect(ProcessUsage.cpuTime() > before)
    }

    @Test func peakIsAtLeastWhatIsHeld() throws {
        let held = try #require(ProcessUsage.residentMemory())
        let peak = try #require(ProcessUsage.peakMemory())
        #expect(held.bytes > 1_000_000)
        #expect(peak >= ByteCount(1_000_000))
    }
}
