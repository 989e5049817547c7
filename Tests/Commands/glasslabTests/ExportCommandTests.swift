import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

@Suite struct ExportCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    @Test func framesGoToAFile() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["export", "test1", "--out", "f.csv"], in: planted.folder.path)
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
        let text = try String(contentsOfFile: planted.folder.file("f.csv"), encoding: .utf8)
        let rows = text.split(separator: "\r\n")
        #expect(rows.count == 100)
        #expect(rows[51].hasPrefix("51,50,"))
        #expect(rows[51].split(separator: ",")[5] == "1")
        #expect(!FileManager.default.fileExists(atPath: planted.folder.file("f.csv.partial")))
    }

    @Test func standardOutputGetsTheSame() async throws {
        let planted = try PlantedStore()
        let csv = try await glasslab.run(["export", "test1"], in: planted.folder.path)
        #expect(csv.output.hasPrefix("frame_number,"))
        let json = try await glasslab.run(["export", "test1", "--format", "json"], in: planted.folder.path)
        #expect(try SummaryJSON.decode(json.output).frames.marked == 99)
    }

    @Test func whatCannotBeWrittenIsSaid() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["export", "test1", "--out", "no/f.csv"], in: planted.folder.path)
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.errors == "glasslab: cannot write: No such file or directory: no/f.csv. "
                + "Free some space or write elsewhere.\n"
        )
    }

    @Test func theControlHasFramesOfItsOwn() async throws {
        let planted = try PlantedStore()
        let store = try RunStore.open(planted.folder.file("glasslab.sqlite"))
        let clock = ManualClock()
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d9eff",
            id: "both",
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: clock.now()
        )
        let run = try store.begin(draft, clock: clock)
        for (stream, count) in [(SampleStream.test, 3), (.control, 5)] {
            let writer = SampleWriter(store: store, run: run, clock: clock, stream: stream)
            (0..<count).forEach { writer.add(Sample(decoded: clock.now() + .milliseconds(Double($0)))) }
            try writer.finish()
        }
        for (stream, count) in [("test", 3), ("control", 5)] {
            let outcome = try await glasslab.run(["export", "both", "--stream", stream], in: planted.folder.path)
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.split(separator: "\r\n").count == count + 1)
        }
    }

    @Test func aRunWithoutAControlSaysSo() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["export", "test1@1", "--stream", "control"], in: planted.folder.path)
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors == "glasslab: the run 'test1@1' has no control. "
                + "Measure with --control, or leave out --stream.\n"
        )
    }

    @Test func segmentsHaveRowsOfTheirOwn() async throws {
        let planted = try PlantedStore()
        let store = try RunStore.open(planted.folder.file("glasslab.sqlite"))
        let clock = ManualClock()
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d9efe",
            id: "parts",
            provider: "ll-hls",
            url: "http://127.0.0.1:8080/hls/stream.m3u8",
            startedAt: clock.now()
        )
        let writer = SampleWriter(store: store, run: try store.begin(draft, clock: clock), clock: clock)
        (0..<3).forEach { writer.add(segment: SegmentFact(sequence: 7, part: $0, requested: clock.now())) }
        try writer.finish()
        let outcome = try await glasslab.run(["export", "parts", "--segments"], in: planted.folder.path)
        #expect(outcome.exitCode == 0)
        let rows = outcome.output.split(separator: "\r\n")
        #expect(rows.count == 4 && rows[0].hasPrefix("segment_number,part_number,time_requested,"))
        #expect(rows[3].hasPrefix("7,2,"))
    }

    @Test func aRunWithoutSegmentsSaysSo() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["export", "test1@1", "--segments"], in: planted.folder.path)
        #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
        #expect(
            outcome.errors == "glasslab: the run 'test1@1' has no segments. "
                + "Only HLS that the lab's own client received has them; leave out --segments.\n"
        )
        let wrong = try await glasslab.run(
            ["export", "test1", "--segments", "--format", "json"],
            in: planted.folder.path
        )
        #expect(wrong.exitCode == 2)
        #expect(wrong.errors.hasPrefix("Error: --segments are rows of CSV, and of the stream under test alone."))
    }

    @Test func scoresHaveRowsOfTheirOwn() async throws {
        let planted = try PlantedStore()
        let store = try RunStore.open(planted.folder.file("glasslab.sqlite"))
        let clock = ManualClock()
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d9efd",
            id: "scored",
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: clock.now()
        )
        let writer = SampleWriter(store: store, run: try store.begin(draft, clock: clock), clock: clock)
        var scores = PictureScores()
        scores.vmaf = 93.5
        let stream = StreamID(rawValue: 7)
        writer.add(quality: .init(streamID: stream, number: 4, pairing: .matched, shown: 4, scores: scores))
        try writer.finish()
        let outcome = try await glasslab.run(["export", "scored", "--quality"], in: planted.folder.path)
        #expect(outcome.exitCode == 0)
        let rows = outcome.output.split(separator: "\r\n")
        #expect(rows.count == 2 && rows[0].hasPrefix("frame_number,pairing,frame_shown,psnr_y_db,"))
        #expect(rows[1] == "4,matched,4,,,,,,,93.5,,,,,,,,7")
    }

    @Test func aRunThatWasNotScoredSaysSo() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["export", "test1@1", "--quality"], in: planted.folder.path)
        #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
        #expect(
            outcome.errors == "glasslab: nothing of the run 'test1@1' was scored. "
                + "Measure with --quality, or leave it out here.\n"
        )
        let wrong: [([String], String)] = [
            (["--format", "json"], "Error: --quality are rows of CSV, and of the stream under test alone."),
            (["--segments"], "Error: --segments and --quality are tables of their own: choose one."),
        ]
        for (arguments, line) in wrong {
            let outcome = try await glasslab.run(["export", "test1", "--quality"] + arguments, in: planted.folder.path)
            #expect(outcome.exitCode == 2 && outcome.errors.hasPrefix(line), "\(outcome.errors)")
        }
    }

    @Test func everythingKnownOfFrames() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["export", "test1@1", "--columns", "all"], in: planted.folder.path)
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        let rows = outcome.output.split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows.count == 100 && rows.allSatisfy { $0.count == 16 } && rows[0][3] == "stamp_ns")
        #expect(rows[1][2] == "0" && rows[1][10] == "5000000")
    }

    @Test func periodsHaveRowsOfTheirOwn() async throws {
        let planted = try PlantedStore()
        let summary = try await glasslab.run(["export", "test1@1", "--format", "json"], in: planted.folder.path)
        let periods = try SummaryJSON.decode(summary.output).frameRate.periods
        let outcome = try await glasslab.run(["export", "test1@1", "--periods"], in: planted.folder.path)
        let rows = outcome.output.split(separator: "\r\n")
        #expect(rows[0] == "start_s,frames,dropped,fps,frame_delay_ms,bitrate_bps" && rows.count == periods.count + 1)
        #expect(rows[1].hasPrefix("0.0,\(periods[0].frames),"))
        let first = try await glasslab.run(
            ["export", "test1@1", "--periods", "--columns", "first"],
            in: planted.folder.path
        )
        #expect(first.output.hasPrefix("minute_count,frames_received,frames_dropped,"))
    }

    @Test func severalRunsSayWhoseRowsTheyAre() async throws {
        let planted = try PlantedStore()
        let csv = try await glasslab.run(["export", "test1@1", "test1@2", "--periods"], in: planted.folder.path)
        #expect(csv.exitCode == 0, "\(csv.errors)")
        let rows = csv.output.split(separator: "\r\n")
        #expect(rows[0].hasPrefix("run,provider,start_s,") && rows[1].hasPrefix("test1@1,direct,0.0,"))
        #expect(rows.count { $0.hasPrefix("run,") } == 1 && rows.last?.hasPrefix("test1@2,cloud,") == true)
        let json = try await glasslab.run(
            ["export", "--provider", "cloud", "--format", "json", "--out", "c.json"],
            in: planted.folder.path
        )
        #expect(json.exitCode == 0, "\(json.errors)")
        let text = try String(contentsOfFile: planted.folder.file("c.json"), encoding: .utf8)
        #expect(try SummaryJSON.decode(runs: text).map(\.run.provider) == ["cloud"])
        let all = try await glasslab.run(["export", "test1@*", "--columns", "all"], in: planted.folder.path)
        #expect(all.output.split(separator: "\r\n").count == 199)
    }

    @Test(arguments: [
        ([], "Error: Name runs, or choose them with --provider, --sweep or --since."),
        (["a", "--periods", "--segments"], "Error: --periods and --segments are tables of their own: choose one."),
        (
            ["a", "--periods", "--format", "json"],
            "Error: --periods are rows of CSV, and of the stream under test alone."
        ),
        (["a", "--quality", "--columns", "all"], "Error: --columns chooses those of frames and of periods alone."),
        (
            ["a", "--format", "json", "--columns", "all"],
            "Error: --columns chooses those of frames and of periods alone."
        ),
    ])
    func whatContradictsItselfIsRefused(arguments: [String], line: String) async throws {
        let outcome = try await glasslab.run(["export"] + arguments)
        #expect(outcome.exitCode == 2 && outcome.errors.hasPrefix(line), "\(outcome.errors)")
    }

    @Test func theSummaryIsOfBothStreams() async throws {
        let planted = try PlantedStore()
        let arguments = ["export", "test1", "--stream", "control", "--format", "json"]
        let outcome = try await glasslab.run(arguments, in: planted.folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("Error: --stream control has no JSON of its own"))
    }
}
