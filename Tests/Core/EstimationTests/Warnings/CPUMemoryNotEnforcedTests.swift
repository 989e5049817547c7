import LabModel
import Testing

@Suite struct CPUMemoryNotEnforcedTests {
    @Test func isToldWhereTheRunSaysSo() {
        var run = Planted(frames: 0..<251)
        #expect(run.warning(.cpuMemoryNotEnforced) == nil)
        run.trace.events = [RunEvent(tS: 0, code: "cpu_memory_not_enforced", text: "x")]
        let warning = run.warning(.cpuMemoryNotEnforced)
        #expect(warning?.text == "CPU and memory were recorded, and the streamer was not held to them.")
        #expect(warning?.remedy == "Leave --cpu and --memory out, or compare only runs on this machine.")
    }
}
