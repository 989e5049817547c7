import Foundation
import LabModel
import LabTesting
import Testing

@Suite struct ImportTraceCommandTests {
    private let glasslab = BuiltExecutable("glasslab")
    private let folder: TemporaryFolder

    /// Frames 0, 1 and 6 are lost, 4 comes late, 7 twice; the figures below are computed by hand.
    private static let planted = """
        frame,sent_us,received_us,bytes,quality_db
        2,80000,100000,1000,10
        3,120000,150000,2000,20
        5,200000,210000,1000,10
        4,160000,220000,1000,20
        7,280000,300000,1000,inf
        7,280000,301000,1000,10

        """

    init() throws {
        folder = try TemporaryFolder()
        try Data(Self.planted.utf8).write(to: URL(filePath: folder.file("t.csv")))
    }

    private func run(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws
        -> BuiltExecutable.Outcome
    {
        try await glasslab.run(arguments, environment: environment, in: folder.path)
    }

    private func isNear(_ value: Double?, _ expected: Double) -> Bool {
        abs((value ?? .nan) - expected) < 1e-9 * abs(expected)
    }

    @Test func theSummaryIsAsComputedByHand() async throws {
        let outcome = try await run(["import-trace", "t.csv", "--id", "lab2", "--json"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.hasPrefix("warning: Only 5 frame delays"))
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.run.id == "lab2" && summary.run.attempt == 1 && summary.run.provider == "trace")
        #expect(summary.run.url == "t.csv" && summary.run.endReason == .endOfStream)
        #expect(summary.run.settings == ["offset-ms": .integer(0), "quality-unit": .text("ssim")])
        #expect(summary.run.durationS == 0.201 && summary.run.machine.isEmpty)
        let frames = summary.frames
        #expect(frames.expected == 8 && frames.expectedMethod == .listed && frames.dropped == 3)
        #expect(frames.received == 6 && frames.marked == 5 && frames.repeated == 1 && frames.outOfOrder == 1)
        // 20, 30, 10, 60, 20 ms; with the lost ones 100, 60, 20, 30, 50, 10, 60, 20.
        #expect(summary.frameDelayMs?.p50 == 20 && summary.frameDelayMs?.mean == 28)
        #expect(summary.signalDelayMs?.values.p50 == 40 && summary.signalDelayMs?.values.mean == 43.75)
        #expect(summary.clock.method == .trace && summary.clock.offsetMs == 0)
        #expect(summary.clock.errorBoundMs == nil && summary.clock.driftPpm == nil)
        // A player never stalls from the delay of the latest frame on; a late one costs 40 ms of 240.
        #expect(summary.playout?.leastDelayNoStallMs == 60 && summary.playout?.operatingDelayMs == 60)
        // 6,000 bytes behind the first frame in 201 ms.
        #expect(isNear(summary.bitrateBps, 48_000 / 0.201))
        #expect(isNear(summary.frameRate.meanFps, 20))
    }

    @Test func qualityIsPooledByItsUnit() async throws {
        let ssim = try SummaryJSON.decode(try await run(["import-trace", "t.csv", "--json"]).output)
        let imported = try #require(ssim.quality?.importedDb)
        // SSIM 0.9, 0.99, 0.9, 0.99 and 1: mean 0.956, p5 0.9, median 0.99, p95 0.998.
        #expect(imported.unit == "ssim")
        #expect(isNear(imported.mean, -10 * log10(0.044)) && isNear(imported.p5, 10))
        #expect(isNear(imported.p50, 20) && isNear(imported.p95, -10 * log10(0.002)))
        let arguments = ["import-trace", "t.csv", "--json", "--quality-unit", "psnr"]
        let psnr = try SummaryJSON.decode(try await run(arguments).output).quality?.importedDb
        #expect(psnr?.unit == "psnr" && psnr?.mean == nil && psnr?.p50 == 20 && psnr?.p5 == 10 && psnr?.p95 == nil)
    }

    @Test func theRunIsStoredLikeAnyOther() async throws {
        let first = try await run(["import-trace", "t.csv", "--id", "lab2", "--provider", "cloud"])
        #expect(first.exitCode == 0 && first.errors.isEmpty)
        #expect(first.output.hasPrefix("lab2 through cloud: 0.2 s of video, frame delay 20.00 ms at p50 and 54.00 ms"))
        #expect(first.output.contains("clock       as the imported trace has it; error not known\n"))
        let second = try await run(["import-trace", "t.csv", "--id", "lab2"])
        #expect(second.output.contains("glasslab show lab2@2\n"))
        let shown = try await run(["show", "lab2@1"])
        #expect(shown.exitCode == 0)
        #expect(shown.output == first.output)
        let listed = try await run(["runs", "--json"]).output
        #expect(listed.components(separatedBy: "\"state\" : \"complete\"").count == 3)
        let exported = try await run(["export", "lab2"]).output.split(whereSeparator: \.isNewline)
        #expect(exported.count == 7)
        #expect(exported.dropFirst().first?.hasPrefix("2,0,0.080000000,0.100000000,") == true)
    }

    @Test(arguments: ["--offset-ms -15", "--offset-ms=-15", ""])
    func theOffsetAppliesToEveryFrame(words: String) async throws {
        let arguments = ["import-trace", "t.csv", "--json"] + words.split(separator: " ").map(String.init)
        let outcome = try await run(arguments, environment: words.isEmpty ? ["GLASSLAB_OFFSET_MS": "-15"] : [:])
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.clock.offsetMs == -15)
        #expect(summary.frameDelayMs?.p50 == 5 && summary.signalDelayMs?.values.p50 == 25)
        #expect(summary.frames.negativeDelay == 1)
        #expect(
            outcome.errors.hasPrefix(
                "warning: 1 frame of 5 received before being sent, by up to 5.0 ms: the clock offset is wrong. "
                    + "Check the clocks of sender and receiver, and give their offset with --offset-ms.\n"
            )
        )
    }

    @Test func standardInputIsRead() async throws {
        let line = "'\(glasslab.path)' import-trace - --id piped --json <t.csv"
        let outcome = try await BuiltExecutable.shell(line, in: folder.path)
        #expect(outcome.exitCode == 0)
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.run.url == "-" && summary.frames.marked == 5)
    }

    @Test(arguments: [
        (
            "frame,sent_us,received_us\n0,1,2\n1,x,3\n",
            "sent_us is not a number but \"x\": bad.csv:3. Write microseconds, such as 1500 or 1500.25."
        ),
        (
            "frame,sent_us,received_us\r\n0,1,20\r\n1,2,10\r\n",
            "received_us is below that of the row above: bad.csv:3. Sort the rows by received_us."
        ),
        (
            "frame,sent_us,received_us\n0,1,20\n0,2,30\n",
            "frame 0 has another sent_us than in a row above: bad.csv:3. Give each frame one sent_us; a frame received "
                + "again repeats it."
        ),
        (
            "frame,sent_us\n0,1\n",
            "the trace has no column received_us: bad.csv:1. Name it received_us in the first line, with commas "
                + "between the names."
        ),
        (
            "",
            "the trace holds no frames: bad.csv. It needs a line of column names and a row for each frame received."
        ),
    ])
    func nothingIsStoredOfABadTrace(text: String, message: String) async throws {
        try Data(text.utf8).write(to: URL(filePath: folder.file("bad.csv")))
        let outcome = try await run(["import-trace", "bad.csv"])
        #expect(outcome == BuiltExecutable.Outcome(exitCode: 1, output: "", errors: "glasslab: \(message)\n"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("glasslab.sqlite")))
    }

    @Test func missingFilesAreSaid() async throws {
        let missing = try await run(["import-trace", "no.csv"])
        #expect(missing.exitCode == 1 && missing.output.isEmpty)
        #expect(
            missing.errors == "glasslab: cannot read: No such file or directory: no.csv. "
                + "Check the path and its permissions.\n"
        )
        let nowhere = try await run(["import-trace", "t.csv", "--db", "no/x.sqlite"])
        #expect(nowhere.exitCode == 1 && nowhere.output.isEmpty)
        #expect(
            nowhere.errors == "glasslab: the database's folder does not exist: \(folder.file("no")). "
                + "Make the folder, or choose another file with --db.\n"
        )
    }

    @Test(arguments: [
        (
            ["--offset-ms", "1s"],
            "\"1s\" is not a number from -1000000000000.0 to 1000000000000.0: --offset-ms. See --help for what it takes."
        ),
        (
            ["--quality-unit", "vmaf"],
            "\"vmaf\" is not one of ssim, psnr: --quality-unit. See --help for what it takes."
        ),
        (
            ["--id", "a@b"],
            "\"a@b\" is not a run's name: up to 200 characters without blanks, slashes and @: --id. "
                + "See --help for what it takes."
        ),
    ])
    func wrongUsageSaysWhat(arguments: [String], message: String) async throws {
        let outcome = try await run(["import-trace", "t.csv"] + arguments)
        #expect(outcome == BuiltExecutable.Outcome(exitCode: 2, output: "", errors: "glasslab: \(message)\n"))
    }

    /// Opening the pipe for writing waits until the import reads it, so that the signal comes in the middle; Ctrl-C does
    /// the same as TERM, but a shell may start its children without it.
    @Test(arguments: [("TERM", Int32(143)), ("KILL", 137)])
    func nothingIsStoredWhenTheImportIsEnded(signal: String, code: Int32) async throws {
        let line = """
            mkfifo pipe; '\(glasslab.path)' import-trace pipe & exec 3>pipe; cat t.csv >&3
            kill -\(signal) $!; exec 3>&-; wait $!
            """
        let outcome = try await BuiltExecutable.shell(line, in: folder.path)
        #expect(outcome.exitCode == code)
        #expect(!FileManager.default.fileExists(atPath: folder.file("glasslab.sqlite")))
    }
}
