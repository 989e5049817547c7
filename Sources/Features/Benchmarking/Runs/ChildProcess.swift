internal import Glibc
internal import LabModel

/// A program that runs to its end, and what it cost.
struct ChildProcess {
    /// The executable, found on the PATH unless it holds a slash.
    var executable: String
    var arguments: [String]
    /// The file that takes its standard output.
    var output = "/dev/null"
    /// The exit codes of a program that did its work.
    var acceptedCodes: Set<Int32> = [0]

    /// Runs it without output, and without input unless some is written to it.
    ///
    /// - Parameter feed: writes the standard input by calling its argument; the input ends when it returns.
    /// - Returns: user and system time in seconds, of it and of the children that it waited for.
    /// - Throws: ``BenchmarkError/process(command:reason:)`` when it does not start or does not exit with 0.
    func cpuSeconds(feeding feed: (((UnsafeRawBufferPointer) throws -> Void) throws -> Void)? = nil) throws -> Double {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw failure("no pipe")
        }
        let processID = try spawn(input: ends[0])
        close(ends[0])
        let fed = Result { try feed?({ try write($0, to: ends[1]) }) }
        close(ends[1])
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(processID, &status, 0, &usage) == processID else { throw failure("cannot be waited for") }
        // The low seven bits name the signal that ended it, the next byte is its exit code.
        guard status & 0x7F == 0, acceptedCodes.contains(status >> 8 & 0xFF) else {
            throw failure("ended with status \(status)")
        }
        try fed.get()
        return Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    }

    /// Starts it without input and output, and leaves it running.
    /// - Throws: ``BenchmarkError/process(command:reason:)`` when it does not start.
    func start() throws -> RunningProgram {
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(input) }
        return RunningProgram(try spawn(input: input))
    }

    private func spawn(input: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        // This thread may hold signals back that the program must be ended by.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var processID: pid_t = 0
        let texts = ([executable] + arguments).map { strdup($0) }
        defer { texts.forEach { free($0) } }
        let code = posix_spawnp(&processID, executable, &actions, &attributes, texts + [nil], environ)
        guard code == 0 else { throw failure(String(cString: strerror(code))) }
        return processID
    }

    private func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            guard count > 0 else { throw failure("does not read its input: \(String(cString: strerror(errno)))") }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private func failure(_ reason: String) -> BenchmarkError {
        .process(command: ([executable] + arguments).joined(separator: " "), reason: reason)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
