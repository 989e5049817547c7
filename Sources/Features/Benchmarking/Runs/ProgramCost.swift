internal import LabModel
internal import Machine

/// What it took to run a program to its end.
struct ProgramCost {
    /// Time that passed, in seconds.
    var seconds: Double
    /// User and system time, in seconds.
    var cpuSeconds: Double
    /// The most memory that it held, in MB.
    var peakMemory: Double

    /// Runs a program without input.
    /// - Throws: ``BenchmarkError/process(command:reason:)`` when it does not start.
    init(of program: ChildProcess) throws {
        let clock = SystemClock()
        let start = clock.monotonicNow()
        (cpuSeconds, peakMemory) = try program.start().watch(by: clock)
        seconds = (clock.monotonicNow() - start).seconds
    }

    /// All three as figures of a benchmark.
    func figures(of name: String) -> [Figure] {
        [
            Figure(name: "\(name).time", value: seconds, unit: "s"),
            Figure(name: "\(name).cpu", value: cpuSeconds, unit: "s"),
            Figure(name: "\(name).peak_memory", value: peakMemory, unit: "MB"),
        ]
    }
}
