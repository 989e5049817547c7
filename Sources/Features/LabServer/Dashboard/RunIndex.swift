import LabModel
import RunStore
import Synchronization

/// The list of all runs, held in memory and read anew when the store's list has changed.
final class RunIndex: Sendable {
    /// The list at a moment.
    struct Content: Sendable {
        /// Newest first.
        var runs: [RunListing] = []
        /// By uuid, the sweep that a run is of.
        var sweeps: [String: String] = [:]
        /// Grows with each new list.
        var version = 0
    }

    /// How old a list may be before somebody looks whether it has changed.
    private static let freshness = Latency.milliseconds(100)
    /// How old it may be while somebody else looks.
    private static let patience = Latency.seconds(2)
    /// Processes of running runs can go away without a word.
    private static let runningFreshness = Latency.seconds(1)
    /// How many runs are held, the newest ones.
    static let limit = 100_000

    private struct State {
        var content = Content()
        var listState: RunListState?
        var read: MonotonicTime?
        var checked: MonotonicTime?
        var isChecking = false
    }

    let desk: StoreDesk
    private let clock: any LabClock
    private let state = Mutex(State())

    init(_ desk: StoreDesk, clock: any LabClock) {
        self.desk = desk
        self.clock = clock
    }

    /// The list, at most a tenth of a second old; while many ask at once, at most 2 s.
    func current() async throws -> Content {
        let now = clock.monotonicNow()
        let known: Content? = state.withLock { state in
            guard let checked = state.checked else { return nil }
            let age = now - checked
            if age < Self.freshness || (state.isChecking && age < Self.patience) {
                return state.content
            }
            state.isChecking = true
            return nil
        }
        if let known {
            return known
        }
        defer { state.withLock { $0.isChecking = false } }
        return try await check(at: now)
    }

    private func check(at now: MonotonicTime) async throws -> Content {
        let (before, old, read) = state.withLock { ($0.listState, $0.content, $0.read) }
        let mayBeStale =
            old.runs.contains { $0.state == .running } && read.map { now - $0 >= Self.runningFreshness } != false
        let found = try await desk.read { store -> (RunListState, Content)? in
            let listState = try store.listState()
            guard listState != before || mayBeStale else { return nil }
            let runs = try store.runs(matching: RunFilter(limit: Self.limit))
            return (listState, Content(runs: runs, sweeps: try store.sweepsOfRuns()))
        }
        return state.withLock { state in
            state.checked = now
            guard let (listState, new) = found else { return state.content }
            state.listState = listState
            state.read = now
            let isSame = new.runs == state.content.runs && new.sweeps == state.content.sweeps
            let version = state.content.version + (isSame ? 0 : 1)
            state.content = new
            state.content.version = version
            return state.content
        }
    }
}
