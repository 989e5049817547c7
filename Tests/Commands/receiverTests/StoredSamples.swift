import LabModel
import LabTesting
import Machine
import RunStore
import Testing

/// Waits for what a running receiver stores, instead of for a time that may be too short.
enum StoredSamples {
    /// Waits until the newest run holds so many frames with a mark.
    static func wait(for count: Int, in database: String) async throws {
        try await wait(in: database) { trace in
            trace.samples.count(where: { $0.stamp != nil && !$0.isBacklog }) >= count
        }
    }

    /// Waits until the newest run's trace is as it should be.
    static func wait(in database: String, until isEnough: (Trace) -> Bool) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            if let store = try? RunStore.open(database, mode: .readOnly),
                let listing = try? store.runs().first,
                let run = try? store.run(named: listing.id),
                let trace = try? store.trace(of: run),
                isEnough(trace)
            {
                return
            }
            try await clock.sleep(for: .milliseconds(20))
        }
        Issue.record("what was waited for was not stored within a minute")
    }
}
