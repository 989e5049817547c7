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

    @Test func theSummaryIsOfBothStreams() async throws {
        let planted = try PlantedStore()
        let arguments = ["export", "test1", "--stream", "control", "--format", "json"]
        let outcome = try await glasslab.run(arguments, in: planted.folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.hasPrefix("Error: --stream control has no JSON of its own"))
    }
}
