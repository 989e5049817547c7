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

    @Test func theSummaryIsOfBothStreams() async throws {
        let planted = try PlantedStore()
        let arguments = ["export", "test1", "--stream", "control", "--format", "json"]
        let outcome = try await glasslab.run(arguments, in: planted.folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("Error: --stream control has no JSON of its own"))
    }
}
