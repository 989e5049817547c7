import LabModel
import RunStore

/// A run that was begun, with all that is its own alone.
struct Reception: Sendable {
    /// When a run began, and what the process had used by then.
    struct Usage: Sendable {
        var wall: WallTime
        var monotonic: MonotonicTime
        var cpu: Latency

        /// Cores in use since, by the whole process; nil where no time has passed.
        func cores(at now: MonotonicTime, cpu: Latency) -> Double? {
            let elapsed = now - monotonic
            return elapsed > .zero ? (cpu - self.cpu).seconds / elapsed.seconds : nil
        }
    }

    /// What receives it, by the group's clock.
    let receiver: Receiver
    let run: StoredRun
    let writers: RunWriters
    let usage: Usage
}
