import LabModel
import Testing

@Suite struct SummaryGapsTests {
    private static func summary(_ change: (inout Summary) -> Void = { _ in }) -> Summary {
        let manifest = RunManifest(
            uuid: "0197a0b0-0000-7000-8000-000000000000",
            id: "test1",
            attempt: 1,
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: WallTime(nanoseconds: 0),
            settings: ["joins": .integer(3)],
            versions: [:],
            machine: [:]
        )
        let part = Summary.RunPart(manifest: manifest, startedAt: "1970-01-01T00:00:00.000Z", endReason: .duration)
        var summary = Summary(run: part)
        summary.frames.marked = 1
        summary.startupMs.joins = Summary.Joins(n: 3, failed: 1)
        summary.events = [RunEvent(tS: 0, code: "reconnected", text: "again")]
        change(&summary)
        return summary
    }

    @Test func aRunWithAllThatWasAskedForHasNone() {
        #expect(!Self.summary().hasGaps)
        #expect(!Self.summary { ($0.run.settings, $0.startupMs.joins) = ([:], nil) }.hasGaps)
        #expect(!Self.summary { ($0.run.settings["joins"], $0.startupMs.joins) = (.integer(1), nil) }.hasGaps)
    }

    @Test func eachThingThatIsMissingIsOne() {
        #expect(Self.summary { $0.frames.marked = 0 }.hasGaps)
        #expect(Self.summary { $0.startupMs.joins = Summary.Joins(n: 2, failed: 0) }.hasGaps)
        #expect(Self.summary { $0.startupMs.joins = nil }.hasGaps)
        for code in ["quality_interrupted", "control_missing"] {
            #expect(Self.summary { $0.events.append(RunEvent(tS: 1, code: code, text: "x")) }.hasGaps)
        }
    }
}
