import Estimation
import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// `glasslab report` on a real database, from outside.
@Suite struct ReportCommandTests {
    private let glasslab = BuiltExecutable("glasslab")
    private let golden = GoldenFolder(beside: #filePath)
    private let folder: TemporaryFolder

    /// A sweep of two rates with four runs each, 30 frames a second being 20 ms faster.
    init() throws {
        folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("glasslab.sqlite"))
        for line in 1...8 {
            let fps = line <= 4 ? 15 : 30
            try Self.add(line: line, fps: fps, delayMs: (fps == 15 ? 50 : 30) + Double(line % 4), to: store)
        }
    }

    private static func add(line: Int, fps: Int, delayMs: Double, to store: RunStore) throws {
        let began = PlantedStore.start + .seconds(Double(line) * 60)
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-00000000000\(line)",
            id: "task_\(line - 1)",
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: began,
            settings: [
                "sweep": .text("night"), "sweep_line": .integer(line), "image_size": .integer(0),
                "fps": .number(Double(fps)), "cpu": .integer(512), "memory": .number(1),
            ],
            versions: [:],
            machine: [:]
        )
        let run = try store.begin(draft, clock: ManualClock(at: began))
        let size = PixelSize(width: 480, height: 240)
        var trace = Trace.planted(from: began, frames: 0..<120, delayMs: delayMs, size: size)
        (trace.end, trace.drained) = (began + .seconds(4.8), began + .seconds(5))
        try store.finish(run, trace: trace, summary: Estimator.summarize(trace, manifest: run.manifest))
    }

    private func report(_ arguments: [String]) async throws -> BuiltExecutable.Outcome {
        try await glasslab.run(["report"] + arguments, in: folder.path)
    }

    @Test func textIsAsRecorded() async throws {
        let outcome = try await report(["--sweep", "night"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        #expect(try outcome.output == golden.expected("report-sweep.txt", got: outcome.output))
    }

    @Test func jsonHasThePlantedDifference() async throws {
        for arguments in [["--json"], ["--format", "json"]] {
            let outcome = try await report(["--sweep", "night"] + arguments)
            #expect(outcome.exitCode == 0)
            let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            let figure = try #require((parsed?["figures"] as? [[String: Any]])?.first)
            let factor = try #require((figure["factors"] as? [[String: Any]])?.first)
            let level = try #require((factor["levels"] as? [[String: Any]])?.last)
            let effect = try #require(level["effect"] as? [String: Any])
            let value = try #require(effect["value"] as? Double)
            #expect(abs(value + 20) < 1e-6 && effect["verdict"] as? String == "lower")
        }
    }

    @Test func filesGetTheFormatOfTheirEnding() async throws {
        for (file, start) in [
            ("a.html", "<!DOCTYPE html>"), ("a.md", "# Sweep night"), ("a.csv", "kind,figure"), ("a.json", "{"),
            ("a.txt", "Sweep night"),
        ] {
            let outcome = try await report(["--sweep", "night", "--out", file])
            #expect(outcome.exitCode == 0 && outcome.output.isEmpty, "\(file): \(outcome.errors)")
            #expect(try String(contentsOfFile: folder.file(file), encoding: .utf8).hasPrefix(start), "\(file)")
        }
    }

    @Test func runsAreComparedByTheirNames() async throws {
        let names = ["task_0", "task_1", "task_2", "task_3"].joined(separator: ",")
        let others = ["task_4", "task_5", "task_6", "task_7"].joined(separator: ",")
        let outcome = try await report([others, names])
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let said = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said.contains("\(others) is ahead of \(names): faster in other runs too."))
        #expect(said.contains("- \(others) is 20 ms faster than \(names) at p95"))
    }

    @Test func runsAreToldInEveryFormat() async throws {
        for (file, start) in [
            ("b.html", "<!DOCTYPE html>"), ("b.md", "# direct"), ("b.csv", "kind,compared_as"), ("b.json", "{"),
            ("b.txt", "direct: 8 runs"),
        ] {
            let outcome = try await report(["--provider", "direct", "--out", file])
            #expect(outcome.exitCode == 0 && outcome.output.isEmpty, "\(file): \(outcome.errors)")
            let text = try String(contentsOfFile: folder.file(file), encoding: .utf8)
            #expect(text.hasPrefix(start), "\(file)")
        }
        let page = try String(contentsOfFile: folder.file("b.html"), encoding: .utf8)
        #expect(page.contains("chart-data") && page.contains("Every run, by when it was measured"))
    }

    @Test func runsThatAreNotThereGiveNearNames() async throws {
        let outcome = try await report(["tsak_3"])
        #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("task_3"), "\(outcome.errors)")
        let provider = try await report(["--provider", "dirct"])
        #expect(provider.exitCode == 1)
        #expect(
            provider.errors.hasPrefix("glasslab: no run of the provider \"dirct\" is stored."),
            "\(provider.errors)"
        )
        #expect(provider.errors.contains("direct"))
    }

    @Test func linesWithoutARunComeFromTheSweepsFolder() async throws {
        let place = folder.file("results/night")
        try FileManager.default.createDirectory(
            atPath: place + "/0-30-512-1-task_8",
            withIntermediateDirectories: true
        )
        let lines = (0..<10).map { "0 \($0 < 4 ? 15 : 30) 512 1 task_\($0)\n" }
        try lines.joined().write(toFile: place + "/inputs.txt", atomically: true, encoding: .utf8)
        try "{}".write(toFile: place + "/sweep.json", atomically: true, encoding: .utf8)
        let result = """
            {"schema":1,"line":9,"name":"task_8","state":"failed","exit_code":1,"runs":[],"restarts":0,"host":"h",
            "started_at":"2026-11-21T08:00:00Z","ended_at":"2026-11-21T08:00:09Z","reason":"the streamer did not start"}
            """
        try result.write(toFile: place + "/0-30-512-1-task_8/result.json", atomically: true, encoding: .utf8)
        let outcome = try await report(["--sweep", "night"])
        #expect(outcome.output.contains("10 lines, 8 results"))
        #expect(outcome.output.contains("the streamer did not start"))
        #expect(outcome.output.contains("no run of it is in the store"))
        // Four good runs of the same settings are not taken: only what went well would be seen.
        #expect(outcome.output.contains("! 4 runs with a number left out of all effects"))
    }

    @Test func sweepsThatAreNotThereAreNamed() async throws {
        let outcome = try await report(["--sweep", "day"])
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.errors == """
                glasslab: no run of the sweep "day" is stored. Name the sweep's own store with --db, such as \
                results/NAME/lab.sqlite; glasslab sql tells what others hold.

                """
        )
    }

    @Test(arguments: [
        ([], "Error: Name runs, or choose them with --provider, --since or --sweep."),
        (
            ["a", "--sweep", "b"],
            "Error: --sweep stands for all of its runs: neither ids, --provider, --since nor --limit go with it."
        ),
        (["a", "--ignore", "fps"], "Error: --ignore, --results and several --figure go with --sweep alone."),
        (["a", "--limit", "0"], "Error: --limit takes a whole number from 1 to 10000."),
        (["a", "--viewers", "0"], "Error: --viewers takes a whole number from 1 to 10000000."),
        (
            ["--since", "soon"],
            "glasslab: \"soon\" is not an instant or length of time such as 24h, 2026-11-21 or "
        ),
        (["--sweep", "a", "--format", "pdf"], "Error: The value 'pdf' is invalid for '--format <format>'."),
        (["--sweep", "a", "--cpu-price", "1"], "Error: --cpu-price and --memory-price go together."),
        (
            ["--sweep", "a", "--cpu-price=-1", "--memory-price", "1"],
            "Error: A price is a number from 0 to a million."
        ),
        (["--sweep", "a", "--currency", "eur"], "Error: --currency takes three capital letters, such as USD."),
        (["--sweep", "a", "--json", "--format", "csv"], "Error: --json and --format csv contradict each other."),
        (
            ["--sweep", "a", "--figure", "run.id"],
            "glasslab: \"run.id\" leads to no number of a summary: there is a text"
        ),
    ])
    func badUsage(arguments: [String], line: String) async throws {
        let outcome = try await report(arguments)
        #expect(outcome.exitCode == 2, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(line), "\(outcome.errors)")
    }
}
