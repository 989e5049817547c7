public import ArgumentParser
import Foundation
import Glibc
public import LabModel

/// The `main` of every executable.
public enum CommandRunner {
    /// Parses the arguments, runs the command, and exits as the contract says.
    ///
    /// Help and version go to stdout and exit with 0. Wrong usage goes to stderr with the usage line and exits with 2. A
    /// ``LabModel/LabError`` becomes one line on stderr and its own exit status.
    /// - Parameters:
    ///   - command: the root command.
    ///   - arguments: the arguments without the executable's name; nil for those of this process.
    public static func main(_ command: (some ParsableCommand).Type, arguments: [String]? = nil) async -> Never {
        signal(SIGPIPE, SIG_IGN)
        let console = Console()
        do {
            var parsed = try command.parseAsRoot(arguments)
            if var asynchronous = parsed as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try parsed.run()
            }
            exit(ExitStatus.done.rawValue)
        } catch {
            exit(report(error, of: command, on: console))
        }
    }

    /// Says what went wrong.
    /// - Returns: what to exit with.
    static func report(_ error: any Error, of command: (some ParsableCommand).Type, on console: Console) -> Int32 {
        let name = command._commandName
        if let error = error as? CommandError, error == .outputClosed {
            return error.exitStatus.rawValue
        }
        if let error = error as? any LabError {
            console.note("\(name): \(error)")
            return error.exitStatus.rawValue
        }
        if let code = error as? ExitCode {
            return code.rawValue
        }
        let code = command.exitCode(for: error)
        if code.isSuccess {
            return printed(command.fullMessage(for: error), on: console)
        }
        console.note(code == .validationFailure ? command.fullMessage(for: error) : "\(name): \(error)")
        return code == .validationFailure ? ExitStatus.usage.rawValue : ExitStatus.failed.rawValue
    }

    private static func printed(_ text: String, on console: Console) -> Int32 {
        do {
            try console.write(text.isEmpty ? "" : text + "\n")
            return ExitStatus.done.rawValue
        } catch {
            return error.exitStatus.rawValue
        }
    }
}

extension ExitStatus {
    /// The status as something to throw out of a command's `run`, for ends that need no message.
    public var exitCode: ExitCode {
        ExitCode(rawValue)
    }
}
