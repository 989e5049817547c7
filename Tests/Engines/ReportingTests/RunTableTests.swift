import LabModel
import LabTesting
import Testing

@testable import Reporting

@Suite struct RunTableTests {
    @Test func noRunsAreASentence() {
        #expect(RunTable.render([], style: TextStyle()) == "No runs.\n")
    }

    @Test func knownAndUnknownNumbers() throws {
        var first = RunTable.Row(
            name: "test1",
            startedAt: "2026-11-21T03:28:15.250Z",
            provider: "direct",
            end: "duration"
        )
        (first.durationS, first.received, first.dropped, first.p50Ms, first.p95Ms) = (10, 300, 0, 4.41, 8.9)
        let second = RunTable.Row(
            name: "a-longer-name@12",
            startedAt: "2026-11-21T04:00:00.000Z",
            provider: "evil\u{1B}[2J",
            end: "unfinished"
        )
        let text = RunTable.render([first, second], style: TextStyle())
        #expect(try text == GoldenFolder(beside: #filePath).expected("runs.txt", got: text))
        #expect(!text.contains("\u{1B}"))
        #expect(RunTable.render([first], style: TextStyle(colour: true)).hasPrefix("\u{1B}[2mrun"))
    }
}
