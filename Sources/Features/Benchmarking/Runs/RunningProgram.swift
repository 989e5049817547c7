internal import Foundation
internal import Glibc
internal import LabModel
internal import Machine

/// A program that runs beside the benchmark until it is stopped.
final class RunningProgram {
    let processID: pid_t
    private var hasEnded = false

    /// Takes over a process that was started.
    init(_ processID: pid_t) {
        self.processID = processID
    }

    deinit {
        stop()
    }

    /// Ends it and waits until it is gone; by force when it takes longer than 10 s.
    func stop() {
        guard isRunning else { return }
        kill(processID, SIGTERM)
        let clock = SystemClock()
        for _ in 0..<1_000 {
            guard isRunning else { return }
            clock.blockUntil(clock.monotonicNow() + .milliseconds(10))
        }
        kill(processID, SIGKILL)
        waitpid(processID, nil, 0)
        hasEnded = true
    }

    /// Whether it still runs.
    var isRunning: Bool {
        guard !hasEnded else { return false }
        hasEnded = waitpid(processID, nil, WNOHANG) == processID
        return !hasEnded
    }

    /// Looks every 2 ms until it ends; both numbers only grow.
    ///
    /// - Returns: its CPU time in seconds and the most memory that it held, in MB.
    func watch(by clock: SystemClock) -> (cpuSeconds: Double, peak: Double) {
        var (cpuSeconds, peak) = (0.0, 0.0)
        while isRunning {
            cpuSeconds = self.cpuSeconds ?? cpuSeconds
            peak = megabytes("VmHWM") ?? peak
            clock.blockUntil(clock.monotonicNow() + .milliseconds(2))
        }
        return (cpuSeconds, peak)
    }

    /// CPU time so far in seconds, user and system; nil once it is gone.
    var cpuSeconds: Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        // The fields after the name start with the third; user and system time are the 14th and 15th.
        let fields = text[end...].split(separator: " ").dropFirst().map { Double($0) }
        guard fields.count > 12, let user = fields[11], let system = fields[12] else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Memory in MB by its key in `/proc/PID/status`, such as `VmHWM`; nil once it is gone.
    func megabytes(_ key: String) -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key + ":") })
        else { return nil }
        return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }.map {
            $0 * 1_024 / 1e6
        }
    }
}
