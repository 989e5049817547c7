import ArgumentParser
import Foundation
import LabModel
import Testing

@testable import LabCommand

@Suite struct CommandRunnerTests {
    private struct Sample: LabExecutable {
        static let configuration = CommandConfiguration(
            commandName: "sample",
            abstract: "A sample.",
            version: LabVersion.text(of: "sample")
        )

        @Option var count = 1
        @OptionGroup var standard: StandardOptions
        @OptionGroup var database: DatabaseOption
    }

    private struct Broken: LabError {
        var what: String { "it broke" }
        var place: String? { "here" }
        var remedy: String? { "Mend it." }
        var exitStatus: LabModel.ExitStatus { .transient }
    }

    private struct Foreign: Error, CustomStringConvertible {
        var description: String { "something else" }
    }

    private func report(_ error: any Error) throws -> (status: Int32, output: String, errors: String) {
        let (output, errors) = (Pipe(), Pipe())
        let console = Console(
            output: output.fileHandleForWriting.fileDescriptor,
            errors: errors.fileHandleForWriting.fileDescriptor,
            environment: [:]
        )
        let status = CommandRunner.report(error, of: Sample.self, on: console)
        try output.fileHandleForWriting.close()
        try errors.fileHandleForWriting.close()
        return (
            status, String(decoding: output.fileHandleForReading.availableData, as: UTF8.self),
            String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        )
    }

    private func report(arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        do {
            var parsed = try Sample.parseAsRoot(arguments)
            // Asking for help is a command of its own.
            try parsed.run()
        } catch {
            return try report(error)
        }
        Issue.record("the arguments were taken")
        return (0, "", "")
    }

    @Test func labErrorsAreOneLineAndTheirStatus() throws {
        let outcome = try report(Broken())
        #expect(outcome == (75, "", "sample: it broke: here. Mend it.\n"))
    }

    @Test func foreignErrorsFail() throws {
        #expect(try report(Foreign()) == (1, "", "sample: something else\n"))
    }

    @Test func statusesArePassedOnSilently() throws {
        #expect(try report(LabModel.ExitStatus.partial.exitCode) == (3, "", ""))
        #expect(try report(LabModel.ExitStatus.done.exitCode) == (0, "", ""))
        #expect(try report(CommandError.outputClosed) == (0, "", ""))
    }

    @Test func wrongUsageIsTwo() throws {
        let outcome = try report(arguments: ["--count", "x"])
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("Error: The value 'x' is invalid for '--count <count>'\n"))
        #expect(outcome.errors.contains("Usage: sample [--count <count>]"))
    }

    @Test func versionAndHelpGoToStandardOutput() throws {
        #expect(try report(arguments: ["--version"]) == (0, "sample \(LabVersion.number)\n", ""))
        let help = try report(arguments: ["--help"])
        #expect(help.status == 0 && help.errors.isEmpty)
        for line in ["A sample.", "-v, --verbose", "--json", "--config <file>", "--db <file>"] {
            #expect(help.output.contains(line))
        }
    }

    @Test func shortVerboseBelongsToStandardOptionsAlone() throws {
        #expect(try StandardOptions.parse(["-v"]).verbose)
        #expect(throws: (any Error).self) { try LongStandardOptions.parse(["-v"]) }
        #expect(try LongStandardOptions.parse(["--verbose", "--json"]).json)
    }
}
