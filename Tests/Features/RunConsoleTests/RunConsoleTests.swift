import Foundation
import LabCommand
import LabModel
import LabTesting
import RunStore
import Testing

@testable import Receiving
@testable import RunConsole

@Suite struct RunConsoleTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
    }

    private func outcome(failure: (any Error)? = nil) throws -> RunOutcome {
        let clock = ManualClock()
        let draft = RunDraft(
            uuid: "0190a0b0-0000-7000-8000-000000000003",
            id: "shown",
            provider: "direct",
            url: "http://h/live.ts",
            startedAt: clock.now(),
            settings: [:],
            versions: [:],
            machine: [:]
        )
        let run = try store.begin(draft, clock: clock)
        var summary = Summary(
            run: Summary.RunPart(manifest: run.manifest, startedAt: run.manifest.startedAt.iso8601, endReason: .stalled)
        )
        summary.frames.decoded = 3
        summary.warnings = [
            RunWarning(code: .clockUnknown, text: "Nothing is known.", remedy: "Give\na clock."),
            RunWarning(code: .fewSamples, text: "Only 3.", remedy: "Measure longer."),
        ]
        return RunOutcome(run: run, summary: summary, failure: failure, exitStatus: .partial)
    }

    private func shown(
        _ outcome: RunOutcome,
        isJSON: Bool,
        samples: String? = nil
    ) throws -> (output: String, errors: String, result: Result<LabModel.ExitStatus, any Error>) {
        let paths = [folder.file("out"), folder.file("err")]
        for path in paths {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let files = try paths.map { try FileHandle(forWritingTo: URL(filePath: $0)) }
        let console = Console(output: files[0].fileDescriptor, errors: files[1].fileDescriptor, environment: [:])
        let runs = RunConsole(console: console, clock: ManualClock(), isJSON: isJSON)
        let result = Result { try runs.finish(outcome, store: store, samples: samples) }
        let texts = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return (texts[0], texts[1], result)
    }

    @Test func jsonIsOneObjectAndWarningsAreLinesElsewhere() throws {
        let outcome = try outcome()
        let shown = try shown(outcome, isJSON: true)
        #expect(try shown.result.get() == .partial)
        #expect(try SummaryJSON.decode(shown.output) == outcome.summary)
        #expect(shown.output.hasSuffix("\n"))
        #expect(
            shown.errors == "warning: Nothing is known. Give a clock.\nwarning: Only 3. Measure longer.\n"
        )
    }

    @Test(arguments: [true, false]) func aControlThatIsMissingIsALineOnStandardError(isJSON: Bool) throws {
        var outcome = try outcome()
        outcome.summary.warnings = []
        outcome.summary.events = [
            RunEvent(tS: 1, code: "control_failed", text: "Refused."),
            RunEvent(tS: 2, code: "control_missing", text: "Nothing\nmatched."),
        ]
        #expect(try shown(outcome, isJSON: isJSON).errors == "warning: Nothing matched.\n")
    }

    @Test func aPersonGetsTheSummaryWithoutColoursInAPipe() throws {
        let shown = try shown(outcome(), isJSON: false)
        #expect(shown.output.contains("shown"))
        #expect(shown.output.contains("Nothing is known."))
        #expect(!shown.output.contains("\u{1B}"))
        #expect(shown.errors == "")
    }

    @Test func aFailureIsThrownAfterTheSummary() throws {
        let failure = ReceiverError.endedWithoutPicture(url: "x")
        let shown = try shown(outcome(failure: failure), isJSON: true)
        #expect(throws: failure) { try shown.result.get() }
        #expect(!shown.output.isEmpty)
    }

    @Test func samplesThatCannotBeWrittenDoNotHideTheSummary() throws {
        let shown = try shown(outcome(), isJSON: true, samples: folder.path + "/no/such/folder.csv")
        #expect(throws: (any Error).self) { try shown.result.get() }
        #expect(!shown.output.isEmpty)
    }

    @Test func samplesAreOneLineAFrame() throws {
        let shown = try shown(outcome(), isJSON: true, samples: folder.file("samples.csv"))
        #expect(try shown.result.get() == .partial)
        let text = try String(contentsOfFile: folder.file("samples.csv"), encoding: .utf8)
        #expect(text.split(separator: "\r\n").count == 1)
    }

    @Test func namesTheVersionsThatShapeNumbers() {
        #expect(RunVersions.all["glasslab"] == LabVersion.number)
        #expect(RunVersions.all["sqlite"] != nil)
    }
}
