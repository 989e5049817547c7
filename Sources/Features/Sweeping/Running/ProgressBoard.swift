import LabModel
import Synchronization

/// Where the lines of a sweep on this machine say how far they are.
final class ProgressBoard: Sendable {
    private struct State {
        var done: Set<Int>
        var running: [Int: MonotonicTime] = [:]
        var failures: [SweepProgress.Failure] = []
        var interrupted = 0
        var lengths: [Latency]
    }

    private let names: [String]
    private let jobs: Int
    private let clock: any LabClock
    private let start: MonotonicTime
    private let onChange: @Sendable (SweepProgress) -> Void
    private let state: Mutex<State>

    /// Makes a board.
    ///
    /// - Parameters:
    ///   - lines: the lines' names.
    ///   - done: the places of those that are done.
    ///   - lengths: how long lines took before.
    ///   - jobs: how many run at once.
    ///   - clock: the clock.
    ///   - onChange: told how far the sweep is.
    init(
        lines: [String],
        done: Set<Int>,
        lengths: [Latency],
        jobs: Int,
        clock: any LabClock,
        onChange: @escaping @Sendable (SweepProgress) -> Void
    ) {
        names = lines
        self.jobs = jobs
        self.clock = clock
        self.onChange = onChange
        start = clock.monotonicNow()
        state = Mutex(State(done: done, lengths: lengths))
    }

    /// The places of the lines that are to be done, in order.
    var open: [Int] {
        let done = state.withLock { $0.done }
        return names.indices.filter { !done.contains($0) }
    }

    /// How far the sweep is.
    var progress: SweepProgress {
        let now = clock.monotonicNow()
        return state.withLock { state in
            let ended = state.done.count + state.failures.count + state.interrupted
            return SweepProgress(
                total: names.count,
                done: state.done.count,
                running: state.running.count,
                failures: state.failures,
                interrupted: state.interrupted,
                elapsed: now - start,
                remaining: RemainingTime.estimate(
                    typical: RemainingTime.typical(of: state.lengths),
                    running: state.running.values.map { now - $0 },
                    waiting: names.count - ended - state.running.count,
                    concurrency: jobs
                )
            )
        }
    }

    /// Tells how far the sweep is.
    func tell() {
        onChange(progress)
    }

    /// A line begins.
    func begin(_ index: Int) {
        let now = clock.monotonicNow()
        state.withLock { $0.running[index] = now }
        tell()
    }

    /// A line has ended.
    func end(_ index: Int, _ outcome: LineOutcome) {
        let now = clock.monotonicNow()
        state.withLock { state in
            let began = state.running.removeValue(forKey: index) ?? now
            switch outcome {
            case .done, .late:
                state.lengths.append(now - began)
                state.done.insert(index)
            case .alreadyDone: state.done.insert(index)
            case .interrupted: state.interrupted += 1
            case .failed(let reason), .transient(let reason):
                state.failures.append(.init(line: index + 1, name: names[index], reason: reason))
            }
        }
        tell()
    }
}
