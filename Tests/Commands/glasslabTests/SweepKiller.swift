import LabModel
import LabTesting
import Machine
import SlurmJobs

/// Kills running tasks at random moments, in turn by `scancel --signal=KILL` and by `scontrol requeue`.
struct SweepKiller {
    private let sweep: ClusterSweep
    private var random: KillerRandom
    private var left: Int
    private var struck: Set<Int> = []
    /// The longest time between two kills: half of what it takes to do the lines that come between two of them.
    private let longestWait: Double
    private var next: MonotonicTime

    init(sweep: ClusterSweep, victims: Int, seed: UInt64) {
        self.sweep = sweep
        random = KillerRandom(seed: seed)
        left = victims
        longestWait = Double(sweep.lines.count) / Double(max(1, victims)) / 2
        next = sweep.clock.monotonicNow()
        wait()
    }

    /// Whether it has struck any.
    var hasStruck: Bool { !struck.isEmpty }

    private mutating func wait() {
        next = sweep.clock.monotonicNow() + .seconds(Double.random(in: 0...longestWait, using: &random))
    }

    /// Kills the first task that is seen running: of few lines that are done quickly, chance alone may strike none.
    mutating func strikeTheFirst() async throws {
        let deadline = sweep.clock.monotonicNow() + .untilItHangs
        while left > 0, struck.isEmpty, sweep.clock.monotonicNow() < deadline {
            next = sweep.clock.monotonicNow()
            try await strike()
            // On a machine that is busy with other things, tasks may be over before their being seen is of any use.
            guard try await sweep.view().published.count < sweep.lines.count else { return }
            try await sweep.clock.sleep(for: .milliseconds(20))
        }
    }

    /// Kills a task that was not struck before, if the moment has come and one runs.
    mutating func strike() async throws {
        guard left > 0, sweep.clock.monotonicNow() >= next else { return }
        let running = try await sweep.view().running.filter { !struck.contains($0.index ?? 0) }
        guard let victim = running.randomElement(using: &random), let index = victim.index else { return }
        let task = "\(victim.job)_\(index)"
        let command = left.isMultiple(of: 2) ? ["scancel", "--signal=KILL", task] : ["scontrol", "requeue", task]
        let outcome = try await sweep.server.run(command)
        // One that ended at that moment cannot be struck: another one is.
        guard outcome.exitCode == 0 else { return }
        struck.insert(index)
        left -= 1
        wait()
    }
}

/// The same numbers from the same seed: xorshift64* (Vigna, 2016).
private struct KillerRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed == 0 ? 1 : seed
    }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
