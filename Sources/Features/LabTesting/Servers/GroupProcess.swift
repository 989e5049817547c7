import Foundation
import Glibc
import Machine
import Synchronization

/// A process in a group of its own, made and waited for by one thread, which lives as long: the kernel ends a process
/// with the thread that made it where the process asks for that.
///
/// Foundation's `Process` learns of an end by a socket that everything started at the same moment inherits: while a server
/// among that lives, the end of the other process is never told, and who waits for it hangs.
final class GroupProcess: Sendable {
    /// Why it could not be started.
    struct NotStarted: Error, CustomStringConvertible {
        var command: [String]
        var number: Int32

        var description: String {
            "\(command.joined(separator: " ")) could not be started: \(String(cString: strerror(number)))"
        }
    }

    /// Its process id, and its group's.
    let id: pid_t
    private let code: Mutex<Int32?>

    private init(id: pid_t) {
        self.id = id
        code = Mutex(nil)
    }

    /// Whether it has not ended.
    var isRunning: Bool { exitCode == nil }

    /// Its exit code, or 128 plus the number of the signal that ended it; nil while it runs.
    var exitCode: Int32? { code.withLock { $0 } }

    /// Sends it a signal, unless it has ended.
    func signal(_ number: Int32) {
        code.withLock { if $0 == nil { kill(id, number) } }
    }

    /// Sends its group a signal, unless it has ended.
    func signalGroup(_ number: Int32) {
        code.withLock { if $0 == nil { kill(-id, number) } }
    }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: its name on the PATH, and its arguments.
    ///   - folder: its working folder.
    ///   - logFile: the file that gets what it writes, made anew.
    /// - Returns: the process, and the thread that ends with it.
    /// - Throws: ``NotStarted``.
    static func start(
        _ command: [String],
        folder: String,
        logFile: String
    ) async throws -> (process: GroupProcess, waiter: WorkerThread) {
        let (results, sink) = AsyncStream.makeStream(
            of: Result<GroupProcess, NotStarted>.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let waiter = WorkerThread(name: "server-process") {
            let result = Result { () throws(NotStarted) in try spawn(command, folder: folder, logFile: logFile) }
            sink.yield(result)
            sink.finish()
            if case .success(let process) = result {
                process.waitForEnd()
            }
        }
        for await result in results {
            return (try result.get(), waiter)
        }
        throw NotStarted(command: command, number: ECANCELED)
    }

    /// Waits, and only then takes the process from the kernel's list: its number is nobody else's as long as it is asked.
    private func waitForEnd() {
        var facts = siginfo_t()
        while waitid(P_PID, id_t(id), &facts, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        code.withLock { code in
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            code = signal == 0 ? status >> 8 & 0xFF : 128 + signal
        }
    }

    /// Becomes the command in its folder, with no descriptor but its input and outputs: what else the tests have open at
    /// that moment would stay open as long as the server lives, and be waited for in vain.
    private static let alone = """
        cd "$1" && shift
        for descriptor in /proc/self/fd/*; do
            descriptor=${descriptor##*/}
            [[ $descriptor -le 2 ]] || eval "exec $descriptor>&-"
        done
        exec "$@"
        """

    private static func spawn(
        _ command: [String],
        folder: String,
        logFile: String
    ) throws(NotStarted) -> GroupProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, logFile, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of the shared pool block signals, and processes inherit that: the server could not be asked to end.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
        let arguments = (["bash", "-c", alone, "bash", folder] + command).map { strdup($0) } + [nil]
        let variables = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var id: pid_t = 0
        let number = posix_spawnp(&id, "bash", &actions, &attributes, arguments, variables)
        guard number == 0 else { throw NotStarted(command: command, number: number) }
        return GroupProcess(id: id)
    }
}
