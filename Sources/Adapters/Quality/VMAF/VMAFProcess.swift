import CSpawn
import Foundation
import Glibc
import LabModel
import Synchronization

/// A program that reads pictures from its standard input and writes text, on a thread of its own that outlives it.
///
/// The thread starts the program, since the kernel ends a child with the thread that started it, and reads what it
/// says, so that it never waits for a reader. It is always reaped; nothing that it writes grows beyond a limit.
final class VMAFProcess: Sendable {
    /// What is to be started.
    struct Program: Sendable {
        var path: String
        var arguments: [String]
        var environment: [String: String] = [:]
        /// A file that it gets as `/dev/fd/3`.
        var file: String?
        var niceness = 0
        /// What it may write to standard output; to standard error it may write as much again, of which the end is kept.
        var outputLimit = 1 << 20
    }

    /// How it ended.
    struct End: Sendable {
        /// Its exit code, or 128 + the signal that ended it.
        var code: Int32
        var output: [UInt8]
        /// The end of what it wrote to standard error.
        var errors: [UInt8]
        /// Whether it was killed for writing too much.
        var wroteTooMuch = false
    }

    private struct State {
        var input: Int32
        /// Nil once it is reaped: the number may be another process's from then on.
        var pid: Int32?
        var end: End?
    }

    private let state: Mutex<State>
    private let ended: DispatchSemaphore

    /// Starts a program.
    /// - Throws: ``VMAFFailure/notStarted(path:reason:)``.
    static func start(_ program: Program) throws(VMAFFailure) -> VMAFProcess {
        let started = DispatchSemaphore(value: 0)
        let outcome = Mutex<(process: VMAFProcess?, failure: Int32)>((nil, 0))
        let thread = Thread {
            var child = cspawn_child()
            let failure = Self.launch(program, &child)
            guard failure == 0 else {
                outcome.withLock { $0.failure = failure }
                started.signal()
                return
            }
            let process = VMAFProcess(child)
            outcome.withLock { $0.process = process }
            started.signal()
            var reader = VMAFOutputReader(child, limit: program.outputLimit)
            reader.run(onTooMuch: process.kill)
            process.reap(reader)
        }
        thread.name = "vmaf-process"
        thread.stackSize = 256 * 1_024
        thread.start()
        started.wait()
        let result = outcome.withLock { $0 }
        guard let process = result.process else {
            throw .notStarted(path: program.path, reason: String(cString: strerror(result.failure)))
        }
        return process
    }

    private init(_ child: cspawn_child) {
        state = Mutex(State(input: child.input, pid: child.pid))
        ended = DispatchSemaphore(value: 0)
    }

    deinit {
        closeInput()
    }

    /// Its process number; nil once it is reaped.
    var processID: Int32? {
        state.withLock { $0.pid }
    }

    /// Writes all of some memory.
    ///
    /// - Parameters:
    ///   - parts: the memory, in order; must stay until this returns.
    ///   - deadline: when to stop waiting for the program to read.
    ///   - clock: whose time that is.
    /// - Returns: whether all of it was written.
    func write(_ parts: [iovec], by deadline: MonotonicTime, clock: any LabClock) -> VMAFWriter.Result {
        let input = state.withLock { $0.input }
        guard input >= 0 else { return .closed }
        return VMAFWriter(descriptor: input, clock: clock).write(parts, by: deadline)
    }

    /// Tells it that nothing more comes; not while ``write(_:by:clock:)`` runs.
    func closeInput() {
        let input = state.withLock { state in
            defer { state.input = -1 }
            return state.input
        }
        if input >= 0 {
            close(input)
        }
    }

    /// Ends it and what it started at once; does nothing when it has ended.
    func kill() {
        state.withLock { state in
            if let pid = state.pid {
                _ = Glibc.kill(-pid, SIGKILL)
            }
        }
    }

    /// Waits until it has ended; nil when that takes longer.
    func wait(atMost limit: Latency) -> End? {
        let nanoseconds = Int(clamping: max(0, limit.nanoseconds))
        guard ended.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success else { return nil }
        ended.signal()
        return state.withLock { $0.end }
    }

    /// Starts a program that nobody reads from or reaps, on the calling thread: its number, or the negated errno.
    static func orphan(_ program: Program) -> Int32 {
        var child = cspawn_child()
        let failure = launch(program, &child)
        return failure == 0 ? child.pid : -failure
    }

    private static func launch(_ program: Program, _ child: inout cspawn_child) -> Int32 {
        var extra: Int32 = -1
        if let file = program.file {
            extra = open(file, O_RDONLY | O_CLOEXEC)
            guard extra >= 0 else { return errno }
        }
        defer {
            if extra >= 0 {
                close(extra)
            }
        }
        let variables = program.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return withCStrings([program.path] + program.arguments) { arguments in
            withCStrings(variables) { environment in
                program.path.withCString { path in
                    var wanted = cspawn_program(
                        path: path,
                        arguments: arguments,
                        environment: environment,
                        extra: extra,
                        niceness: Int32(clamping: program.niceness)
                    )
                    return cspawn_start(&wanted, &child)
                }
            }
        }
    }

    private func reap(_ reader: VMAFOutputReader) {
        state.withLock { state in
            var status: Int32 = 0
            if let pid = state.pid {
                while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            }
            state.pid = nil
            let signal = status & 0x7F
            state.end = End(
                code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
                output: reader.output,
                errors: reader.errors,
                wroteTooMuch: reader.wroteTooMuch
            )
        }
        ended.signal()
    }
}

/// Lends an array of C strings, nil last.
private func withCStrings<Result>(
    _ texts: [String],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result
) -> Result {
    let copies = texts.map { strdup($0) } + [nil]
    defer {
        for copy in copies {
            free(copy)
        }
    }
    return copies.withUnsafeBufferPointer { body($0.baseAddress) }
}
