import LabModel
import Reporting
import RunStore
import Testing

@testable import Comparing

@Suite("Report input") struct ReportInputTests {
    private let planted: PlantedRuns

    init() throws {
        planted = try PlantedRuns()
    }

    private func input(_ names: [[String]]) throws -> ReportInput {
        let choices = names.map { names in
            var choice = RunChoice()
            choice.names = names
            return choice
        }
        let request = ReportRequest(
            choices,
            generatedAt: WallTime(nanoseconds: 1_800_000_000_000_000_000),
            toolVersion: "1.2"
        )
        return try ReportSource(planted.store).input(request)
    }

    @Test("sets of one provider's runs are compared by their names")
    func sets() throws {
        for id in ["base-1", "base-2", "new-1"] {
            try planted.add(id)
        }
        let input = try input([["base-*"], ["new-1"]])
        #expect(input.runs.map(\.comparedAs) == ["base-*", "base-*", "new-1"])
        #expect(input.toolVersion == "1.2" && input.leftOut.isEmpty && input.sweep == nil)
        // One set for all names is one provider's.
        #expect(try self.input([["base-*", "new-1"]]).runs.map(\.comparedAs) == ["direct", "direct", "direct"])
    }

    @Test("a run of two sets is told once, in the first of them")
    func twice() throws {
        try planted.add("a")
        #expect(try input([["a"], ["a@1"]]).runs.map(\.comparedAs) == ["a"])
    }

    @Test("what did not finish is left out, and a stream that died is not")
    func leftOut() throws {
        try planted.add("a")
        try planted.add("a", end: .interrupted)
        try planted.add("a", end: .stalled)
        let input = try input([["a@*"]])
        #expect(input.runs.map(\.summary.run.attempt) == [1, 3])
        #expect(
            input.leftOut == ["Left out of a@*: 1 run, not finished, interrupted or without a mark."]
        )
    }

    @Test("names that nothing goes by say what is near")
    func near() throws {
        try planted.add("night-1")
        #expect(throws: (any Error).self) { try input([["nigth-1"]]) }
    }
}
