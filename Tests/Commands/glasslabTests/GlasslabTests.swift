import Foundation
import LabModel
import LabTesting
import Testing

/// The built executable, from outside.
@Suite struct GlasslabTests {
    private let glasslab = BuiltExecutable("glasslab")
    private let golden = GoldenFolder(beside: #filePath)

    @Test(
        arguments: [
            "", "runs", "show", "export", "compare", "import-trace", "doctor", "selftest", "calibrate", "bench", "sql",
            "providers", "score", "merge", "migrate", "report", "serve",
            "tasks", "tasks list", "tasks stop",
        ]
    )
    func helpIsAsRecorded(command: String) async throws {
        let outcome = try await glasslab.run(
            command.split(separator: " ").map(String.init) + ["--help"],
            environment: ["COLUMNS": "100"]
        )
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.contains("EXAMPLES"))
        let name = command.isEmpty ? "help.txt" : "help-\(command.replacing(" ", with: "-")).txt"
        #expect(try outcome.output == golden.expected(name, got: outcome.output))
    }

    @Test func versionIsOneLine() async throws {
        let outcome = try await glasslab.run(["--version"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output == "glasslab 0.1.0\n")
        #expect(outcome.errors.isEmpty)
    }

    @Test func unknownCommandsAreWrongUsage() async throws {
        let outcome = try await glasslab.run(["shwo"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors == """
                Error: Unexpected argument 'shwo'
                Usage: glasslab <subcommand>
                  See 'glasslab --help' for more information.

                """
        )
    }

    @Test(arguments: [
        (["runs", "--limit", "0"], "Error: --limit takes a whole number from 1 to 10000, not 0."),
        (["runs", "--limit", "x"], "Error: The value 'x' is invalid for '--limit <limit>'"),
        (["bench", "--runs", "0"], "Error: --runs takes a whole number from 1 to 1000, not 0."),
        (
            ["selftest", "clocks"],
            "Error: The value 'clocks' is invalid for '<checks>': No check is called \"clocks\". "
        ),
        (["show"], "Error: Missing expected argument '<id>'"),
        (["import-trace"], "Error: Missing expected argument '<trace>'"),
        (["export", "a", "--format", "xml"], "Error: The value 'xml' is invalid for '--format <format>'. "),
        (["export", "a", "--json"], "Error: --json says nothing here: choose with --format json."),
        (["export", "a", "--out", ""], "Error: --out takes a file's path, or - for standard output."),
        (["compare", "a"], "Error: Name the second set of runs, or give --provider twice."),
        (["compare", "a", "b", "--showing", "0"], "Error: --showing takes a number above 0."),
        (["show", "a", "--bogus"], "Error: Unknown option '--bogus'"),
    ])
    func wrongUsageSaysWhat(arguments: [String], line: String) async throws {
        let outcome = try await glasslab.run(arguments)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(line), "\(outcome.errors)")
        #expect(outcome.errors.contains("\nUsage: glasslab \(arguments[0])"))
    }

    @Test(arguments: [["runs"], ["show", "a"], ["export", "a"], ["compare", "a", "b"], ["sql", "SELECT 1"]])
    func aMissingDatabaseIsSaid(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await glasslab.run(arguments, in: folder.path)
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors == "glasslab: there is no such database: glasslab.sqlite. "
                + "Measure something first, or name the right file with --db.\n"
        )
    }

    @Test func theDatabaseIsFoundInEachOfItsPlaces() async throws {
        let planted = try PlantedStore()
        let elsewhere = try TemporaryFolder()
        try Data("db: \(planted.path)\n".utf8).write(to: URL(filePath: elsewhere.file("glasslab.yaml")))
        let ways: [([String], [String: String])] = [
            (["--db", planted.path], ["GLASSLAB_DB": "/nowhere.sqlite"]),
            ([], ["GLASSLAB_DB": planted.path]),
            ([], [:]),
        ]
        for (arguments, environment) in ways {
            let outcome = try await glasslab.run(["runs"] + arguments, environment: environment, in: elsewhere.path)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
        }
    }

    @Test func badSettingsNameTheirSource() async throws {
        let folder = try TemporaryFolder()
        try Data("db: x.sqlite\ndurtion: 10\n".utf8).write(to: URL(filePath: folder.file("lab.yaml")))
        let unknown = try await glasslab.run(["runs", "--config", "lab.yaml"], in: folder.path)
        #expect(unknown.exitCode == 2)
        #expect(
            unknown.errors == "glasslab: unknown setting \"durtion\": lab.yaml:2. Did you mean \"duration\"?\n"
        )
        let missing = try await glasslab.run(["runs"], environment: ["GLASSLAB_CONFIG": "no.yaml"], in: folder.path)
        #expect(missing.exitCode == 2)
        #expect(
            missing.errors
                == "glasslab: cannot read the configuration file: No such file or directory: no.yaml. "
                + "Name another with --config.\n"
        )
        let bad = try await glasslab.run(["runs"], environment: ["GLASSLAB_JSON": "perhaps"], in: folder.path)
        #expect(bad.exitCode == 2)
        #expect(
            bad.errors == "glasslab: \"perhaps\" is not true or false: GLASSLAB_JSON in the environment. "
                + "See --help for what it takes.\n"
        )
    }
}
