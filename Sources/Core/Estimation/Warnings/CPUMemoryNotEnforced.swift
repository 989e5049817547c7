import LabModel

/// `cpu_memory_not_enforced`: CPU or memory were asked for where they are only recorded.
enum CPUMemoryNotEnforced: WarningRule {
    static func warning(_ run: MeasuredRun, _ summary: Summary) -> RunWarning? {
        guard run.trace.events.contains(where: { $0.code == RunWarning.Code.cpuMemoryNotEnforced.rawValue }) else {
            return nil
        }
        return RunWarning(
            code: .cpuMemoryNotEnforced,
            text: "CPU and memory were recorded, and the streamer was not held to them.",
            remedy: "Leave --cpu and --memory out, or compare only runs on this machine."
        )
    }
}
