import LabModel

/// `startup_ms`: from join, or from where connecting began before it, to each step of the start; nil for files.
enum StartupTimes: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard let join = run.trace.join else { return }
        let startup = run.trace.startup
        let began = startup.began ?? join
        let since = { (instant: WallTime?) in instant.map { ($0 - began).milliseconds } }
        summary.startupMs.connect = since(startup.connected)
        summary.startupMs.firstByte = since(startup.firstByte)
        summary.startupMs.firstFrame = since(startup.firstFrame)
        summary.startupMs.firstMark = since(startup.firstMark)
    }
}
