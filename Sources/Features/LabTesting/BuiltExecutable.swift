import Foundation
public import Subprocess
import SystemPackage

/// An executable of this package, built beside the running tests.
public struct BuiltExecutable: Sendable {
    /// What a finished process left behind.
    public struct Outcome: Sendable, Equatable {
        /// Its exit code, or 128 plus the number of the signal that ended it.
        public var exitCode: Int32
        /// Everything it wrote to standard output, up to 16 MiB.
        public var output: String
        /// Everything it wrote to standard error, up to 16 MiB.
        public var errors: String

        /// Makes an outcome to compare with; each argument is the property of its name.
        public init(exitCode: Int32, output: String, errors: String) {
            self.exitCode = exitCode
            self.output = output
            self.errors = errors
        }
    }

    /// Where it is.
    public let path: String

    /// Names an executable of this package, such as `receiver`.
    public init(_ name: String) {
        path = Self.folder + "/" + name
    }

    /// The folder of the built products: that of the running test executable.
    public static var folder: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: own).deletingLastPathComponent().path
    }

    /// Runs it to its end, without standard input.
    ///
    /// - Parameters:
    ///   - arguments: its arguments.
    ///   - environment: variables besides the inherited ones; the lab's own settings are not inherited.
    ///   - folder: its working folder; the tests' own when nil.
    /// - Returns: its exit code and output.
    /// - Throws: what starting it throws.
    public func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: String? = nil
    ) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(.init(path)),
            arguments: Arguments(arguments),
            environment: Self.environment(environment),
            workingDirectory: folder.map { .init($0) },
            input: .none,
            output: .string(limit: 16 << 20),
            error: .string(limit: 16 << 20)
        )
        return Outcome(
            exitCode: Self.code(result.terminationStatus),
            output: result.standardOutput,
            errors: result.standardError
        )
    }

    /// Runs a line of the shell, for what a person would type.
    ///
    /// - Parameters:
    ///   - line: the line.
    ///   - folder: its working folder; the tests' own when nil.
    /// - Returns: its exit code and output.
    /// - Throws: what starting it throws.
    public static func shell(_ line: String, in folder: String? = nil) async throws -> Outcome {
        try await BuiltExecutable(path: "/bin/sh").run(["-c", line], in: folder)
    }

    /// Runs a command that is found on the PATH.
    ///
    /// - Parameters:
    ///   - line: its name and its arguments.
    ///   - environment: variables besides the inherited ones; the lab's own settings are not inherited.
    ///   - folder: its working folder; the tests' own when nil.
    /// - Returns: its exit code and output; 127 when there is no such command.
    /// - Throws: what starting it throws.
    public static func onPath(
        _ line: [String],
        environment: [String: String] = [:],
        in folder: String? = nil
    ) async throws -> Outcome {
        try await BuiltExecutable(path: "/usr/bin/env").run(["--"] + line, environment: environment, in: folder)
    }

    private init(path: String) {
        self.path = path
    }

    /// The inherited environment without the lab's own settings, and with some variables set.
    public static func environment(_ extra: [String: String]) -> Environment {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in ProcessInfo.processInfo.environment where !name.hasPrefix("GLASSLAB_") {
            variables[.init(stringLiteral: name)] = value
        }
        for (name, value) in extra {
            variables[.init(stringLiteral: name)] = value
        }
        return .custom(variables)
    }

    /// The exit code that a shell would show.
    public static func code(_ status: TerminationStatus) -> Int32 {
        switch status {
        case .exited(let code): Int32(code)
        case .signaled(let signal): 128 + Int32(signal)
        }
    }
}
