import Foundation
import LabCommand
import LabModel
import LabTesting
import RunStore
import Testing

@testable import Receiving
@testable import RunConsole

@Suite struct GroupConsoleTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
    }

    private struct Refused: LabError {
        var what: String { "cannot open the stream: 404" }
    }

    private func outcome(
        _ provider: String,
        _ place: Int,
        end: EndReason = .duration,
        p95: Double? = 5,
        failure: (any Error)? = nil
    ) throws -> RunOutcome {
        let clock = ManualClock()
        let draft = RunDraft(
            uuid: "0190a0b0-0000-7000-8000-00000000000\(place)",
            id: "group",
            provider: provider,
            url: "http://h/live.ts",
            startedAt: clock.now(),
            settings: ["duration_s": .number(10)]
        )
        let run = try store.begin(draft, clock: clock)
        let part = Summary.RunPart(
            manifest: run.manifest,
            startedAt: run.manifest.startedAt.iso8601,
            endReason: end
        )
        var summary = Summary(run: part)
        (summary.frames.decoded, summary.frames.marked, summary.frames.received) = (300, 300, 300)
        summary.frames.dropped = 0
        if let p95 {
            var values = Distribution()
            (values.n, values.p95) = (300, p95)
            summary.signalDelayMs = SignalDelay(values: values, censored: 0, lowerBound: [])
        }
        summary.warnings = [RunWarning(code: .fewSamples, text: "Only 3.", remedy: "Measure longer.")]
        let status: LabModel.ExitStatus = failure == nil ? end.exitStatus : .failed
        return RunOutcome(run: run, summary: summary, failure: failure, exitStatus: status)
    }

    private func shown(
        _ results: [Result<RunOutcome, any Error>],
        names: [String],
        wish: GroupConsole.Wish = .init(isJSON: false, isVerbose: false)
    ) throws -> (output: String, errors: String, status: LabModel.ExitStatus) {
        let paths = [folder.file("out"), folder.file("err")]
        for path in paths {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let files = try paths.map { try FileHandle(forWritingTo: URL(filePath: $0)) }
        let console = Console(output: files[0].fileDescriptor, errors: files[1].fileDescriptor, environment: [:])
        let runs = GroupConsole(console: console, clock: ManualClock(), names: names, wish: wish)
        let status = try runs.finish(results, store: store)
        let texts = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return (texts[0], texts[1], status)
    }

    @Test func allDoneStandInTheirOrder() throws {
        let results: [Result<RunOutcome, any Error>] = [
            .success(try outcome("slow", 1, p95: 9)), .success(try outcome("fast", 2, p95: 4)),
        ]
        let (output, errors, status) = try shown(results, names: ["slow", "fast"])
        #expect(status == .done)
        #expect(
            output == """
                All streams are continuous: ranked by the 95th percentile of signal delay.

                   provider  run      signal p95  frame p50  received  dropped  end
                1  fast      group@2        4.00          -       300        0  duration
                2  slow      group          9.00          -       300        0  duration

                """
        )
        #expect(
            errors == "warning: slow: Only 3. Measure longer.\nwarning: fast: Only 3. Measure longer.\n"
        )
    }

    @Test func oneThatFailedIsBehindTheOthersWithItsReason() throws {
        let results: [Result<RunOutcome, any Error>] = [
            .success(try outcome("dead", 1, end: .failed, p95: nil, failure: Refused())),
            .success(try outcome("alive", 2)),
        ]
        let (output, errors, status) = try shown(results, names: ["dead", "alive"])
        #expect(status == .partial)
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines[2].hasPrefix("1  alive"))
        #expect(lines[3].hasPrefix("2  dead"))
        #expect(lines[3].hasSuffix("failed"))
        #expect(lines[4].hasPrefix("! dead died, "))
        #expect(errors.hasPrefix("dead: cannot open the stream: 404\n"))
    }

    /// Frames that never came may have come later than any delay that was seen.
    @Test func anOpenOperatingDelayIsAtLeastThatAndStandsBehind() throws {
        var outcomes = [try outcome("open", 1), try outcome("known", 2)]
        for index in outcomes.indices {
            outcomes[index].summary.media.container = "hls"
            var playout = Summary.Playout()
            playout.operatingDelayMs = 1_000 + Double(index) * 500
            outcomes[index].summary.playout = playout
            (outcomes[index].summary.frames.expected, outcomes[index].summary.frames.unresolved) = (300, 5 - 5 * index)
        }
        let (output, _, _) = try shown(outcomes.map { .success($0) }, names: ["open", "known"])
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines[2].hasPrefix("1  known"), "\(output)")
        #expect(lines[3].hasPrefix("2  open") && lines[3].contains("≥1000"), "\(output)")
        #expect(!lines[2].contains("≥"))
        #expect(
            lines[4]
                == "! open: operating delay at least 1000.0 ms: known only from below, behind all that are known"
        )
    }

    @Test func exitCodesAreThoseOfTheContract() throws {
        let done = Result<RunOutcome, any Error>.success(try outcome("a", 1))
        let cut = Result<RunOutcome, any Error>.success(try outcome("b", 2, end: .interrupted))
        let failed = Result<RunOutcome, any Error>.success(try outcome("c", 3, end: .failed, failure: Refused()))
        let unread = Result<RunOutcome, any Error>.failure(Refused())
        #expect(GroupConsole.exitStatus([done, done]) == .done)
        #expect(GroupConsole.exitStatus([done, cut]) == .partial)
        #expect(GroupConsole.exitStatus([cut, cut]) == .partial)
        #expect(GroupConsole.exitStatus([done, failed]) == .partial)
        #expect(GroupConsole.exitStatus([cut, failed]) == .partial)
        #expect(GroupConsole.exitStatus([done, unread]) == .partial)
        #expect(GroupConsole.exitStatus([failed, unread]) == .failed)
    }

    @Test func jsonIsOneObjectOfAllRuns() throws {
        struct Document: Decodable {
            struct Run: Decodable {
                struct Part: Decodable {
                    var provider: String
                }
                var run: Part
            }
            var runs: [Run]
        }
        let results: [Result<RunOutcome, any Error>] = [
            .success(try outcome("a", 1)), .failure(Refused()),
        ]
        let wish = GroupConsole.Wish(isJSON: true, isVerbose: false)
        let (output, errors, status) = try shown(results, names: ["a", "b"], wish: wish)
        let document = try JSONDecoder().decode(Document.self, from: Data(output.utf8))
        #expect(document.runs.map(\.run.provider) == ["a"])
        #expect(errors == "warning: a: Only 3. Measure longer.\nb: cannot open the stream: 404\n")
        #expect(status == .partial)
    }

    @Test func verboseAddsEachSummary() throws {
        let results: [Result<RunOutcome, any Error>] = [.success(try outcome("a", 1)), .success(try outcome("b", 2))]
        let (output, errors, _) = try shown(results, names: ["a", "b"], wish: .init(isJSON: false, isVerbose: true))
        #expect(output.contains("Only 3."))
        #expect(errors.isEmpty)
    }
}
