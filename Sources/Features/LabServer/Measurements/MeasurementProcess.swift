import Foundation
import LabModel
import Subprocess
import Synchronization
import SystemPackage
import Tasks

/// One `start-task-and-client` as a process, started without a shell.
///
/// It ends with this process however that ends: it watches for it by itself.
final class MeasurementProcess: Sendable {
    private struct State {
        var interrupts = 0
        var signal: (@Sendable () -> Void)?
        var hasEnded = false
    }

    private let path: String
    private let arguments: [String]
    private let words: LastWords
    private let state = Mutex(State())

    /// Prepares it.
    /// - Parameters:
    ///   - arguments: what it is told, checked already.
    ///   - launcher: the executable; nil looks beside this one, then on the PATH.
    ///   - words: gets the lines that it writes to standard error.
    /// - Throws: ``LabServerError/notStarted(reason:)`` where there is no such executable.
    init(arguments: [String], launcher: String?, words: LastWords) throws(LabServerError) {
        self.words = words
        let own = ProcessInfo.processInfo.processIdentifier
        self.arguments = arguments + ["--exit-with=\(own)", "--json"]
        if let launcher {
            path = launcher
            return
        }
        do throws(TaskError) {
            path = try ExecutableLookup.find(
                "start-task-and-client",
                beside: ExecutableLookup.own,
                path: ProcessInfo.processInfo.environment["PATH"]
            )
        } catch {
            throw .notStarted(reason: error.what)
        }
    }

    /// Runs it to its end.
    /// - Returns: its exit code; 128 and the signal's number where one ended it; 1 where it could not be started.
    func run() async -> Int {
        var options = PlatformOptions()
        // Ctrl-C reaches a terminal's whole process group: it is asked to end by us, once.
        options.processGroupID = 0
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
        defer { state.withLock { $0.hasEnded = true } }
        do {
            let outcome = try await Subprocess.run(
                .path(FilePath(path)),
                arguments: Arguments(arguments),
                environment: environment,
                platformOptions: options,
                input: .none,
                output: .discarded,
                error: .sequence
            ) { execution in
                listen(to: { try? execution.send(signal: .interrupt) })
                for try await line in execution.standardError.strings() {
                    words.add(line.trimmingCharacters(in: .newlines))
                }
            }
            state.withLock { $0.signal = nil }
            return switch outcome.terminationStatus {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        } catch {
            words.add("could not be run: \(error)")
            return 1
        }
    }

    /// Asks it to end, as Ctrl-C does; also before it has begun.
    func interrupt() {
        let signal = state.withLock { state in
            state.interrupts += 1
            return state.signal
        }
        signal?()
    }

    /// Waits for its end, but not for ever.
    func ended(within limit: Latency, by clock: any LabClock) async {
        let deadline = clock.monotonicNow() + limit
        while !state.withLock({ $0.hasEnded }), clock.monotonicNow() < deadline {
            // Cancelled or not, what was measured is to be stored.
            await Task { try? await clock.sleep(for: .milliseconds(20)) }.value
        }
    }

    private func listen(to signal: @escaping @Sendable () -> Void) {
        let wasAsked = state.withLock { state in
            state.signal = signal
            return state.interrupts > 0
        }
        if wasAsked {
            signal()
        }
    }

    /// This process's environment without the lab's settings: what is measured was asked for in full.
    private var environment: Environment {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in ProcessInfo.processInfo.environment where !name.hasPrefix("GLASSLAB_") {
            variables[Environment.Key(stringLiteral: name)] = value
        }
        return .custom(variables)
    }
}
