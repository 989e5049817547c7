import Foundation
import LabTesting
import Testing

/// `glasslab compare` on a real database, from outside.
@Suite struct CompareCommandTests {
    private let glasslab = BuiltExecutable("glasslab")
    private let golden = GoldenFolder(beside: #filePath)
    private let planted: PlantedSets

    init() throws {
        planted = try PlantedSets()
    }

    private func compare(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws -> BuiltExecutable.Outcome {
        try await glasslab.run(["compare"] + arguments, environment: environment, in: planted.folder.path)
    }

    private struct Document: Decodable {
        struct Set: Decodable {
            struct Run: Decodable {
                var name: String
                var value: Double?
            }

            var name: String
            var runs: [Run]
            var mean: Double?
        }

        struct Gate: Decodable {
            var gate: String
            var verdict: String
        }

        var figure: String
        var a: Set
        var b: Set
        var verdict: String
        var sentence: String
        var gates: [Gate]
    }

    @Test func textHasATableASentenceAndTheGates() async throws {
        let outcome = try await compare([
            "base@*", "new@*", "--gate", "signal_delay_ms.p95<=+10%", "--gate", "frames.dropped<=0",
        ])
        #expect(outcome.exitCode == 4)
        #expect(outcome.errors.isEmpty)
        #expect(try outcome.output == golden.expected("compare.txt", got: outcome.output))
    }

    @Test func jsonIsOneObject() async throws {
        let outcome = try await compare(["base@*", "new@*", "--json"])
        #expect(outcome.exitCode == 0)
        let found = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
        #expect(found.figure == "signal_delay_ms.p95" && found.verdict == "a_lower")
        #expect(found.a.runs.map(\.name).sorted() == ["base", "base@2", "base@3", "base@4"])
        #expect(found.a.mean == 23.5 && found.b.mean == 63.5)
        #expect(found.sentence.hasPrefix("A is 40 ms faster at p95, 95 % interval 3"))
    }

    @Test(arguments: [
        ("signal_delay_ms.p95<=+50ms", Int32(0)), ("signal_delay_ms.p95<=+40ms", 3), ("signal_delay_ms.p95<=+10ms", 4),
        ("signal_delay_ms.p95<=100", 0), ("signal_delay_ms.p95<50ms", 4), ("frames.dropped<0", 4),
        ("drift_ms_per_min<=1e", 2),
    ])
    func exitCodesAreTheGates(gate: String, exitCode: Int32) async throws {
        #expect(try await compare(["base@*", "new@*", "--gate", gate]).exitCode == exitCode)
        let byVariable = try await compare(["base@*", "new@*"], environment: ["GLASSLAB_GATE": gate])
        #expect(byVariable.exitCode == exitCode)
    }

    @Test func setsAreChosenInMoreWays() async throws {
        let ways: [([String], [String], [String])] = [
            (["base", "new@2"], ["base@4"], ["new@2"]),
            (["base@1,base@3", "new"], ["base", "base@3"], ["new@4"]),
            (["ba*", "ne*@*"], ["base@4"], ["new", "new@2", "new@3", "new@4"]),
            (
                ["mixed@*", "--provider", "direct", "--provider", "cloud"], ["mixed", "mixed@3"],
                ["mixed@2", "mixed@4"]
            ),
            (["mixed", "mixed", "--provider", "cloud", "--provider", "direct"], ["mixed@4"], ["mixed@3"]),
            (["base@1,base@1", "new@1"], ["base"], ["new"]),
        ]
        for (arguments, first, second) in ways {
            let outcome = try await compare(arguments + ["--json"])
            #expect(outcome.exitCode == 0, "\(arguments): \(outcome.errors)")
            let found = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
            #expect(found.a.runs.map(\.name).sorted() == first, "\(arguments)")
            #expect(found.b.runs.map(\.name).sorted() == second, "\(arguments)")
            #expect(found.verdict == "within_these_runs_only", "\(arguments)")
        }
    }

    @Test func deathsAreNotPassedOver() async throws {
        let outcome = try await compare(["base@*", "dying@*"])
        #expect(outcome.exitCode == 3)
        #expect(outcome.output.contains("No comparison: 1 run of B died, and ranks behind all that lived.\n"))
    }

    @Test func aPrefixDoesNotPassOverIdsWithoutACompleteRun() async throws {
        let gates = ["--gate", "signal_delay_ms.p95<=100"]
        let alone = try await compare(["base@*", "lot-good@*"] + gates)
        #expect(alone.exitCode == 0)
        let all = try await compare(["base@*", "lot-*@*"] + gates)
        #expect(all.exitCode == 3)
        #expect(all.output.contains("No comparison: 2 runs of B died"))
        let latest = try await compare(["base@*", "lot-*,lot-good@*"] + gates)
        #expect(latest.exitCode == 3)
        #expect(latest.output.contains("! 1 run of B died, and rank behind"))
        #expect(latest.output.contains("! 1 run of B did not finish"))
        #expect(latest.output.contains("; 1 run of B died.\n"))
        let open = try await compare(["base@*", "lot-o*,lot-good@*"] + gates)
        #expect(open.exitCode == 3)
        #expect(open.output.contains("; 1 run of B did not finish.\n"))
    }

    @Test func allDeadIsSaidAsThat() async throws {
        for (name, line) in [
            ("lot-d*", "all runs called \"lot-d*\" died: 1 of 1"),
            ("lot-dead@*", "all runs called \"lot-dead@*\" died: 2 of 2"),
            ("lot-d*,lot-open@*", "no run called \"lot-d*,lot-open@*\" is complete: 1 died, 1 did not finish"),
        ] {
            let outcome = try await compare(["base@*", name])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors == "glasslab: \(line). See glasslab runs for how they ended, and measure again.\n")
        }
    }

    @Test func differentSizesAreComparedOnRequest() async throws {
        let refused = try await compare(["base@*", "small@*"])
        #expect(refused.exitCode == 3)
        #expect(refused.output.contains("No comparison: received sizes differ, such as 1280x720 and 640x360.\n"))
        #expect(refused.output.contains("! Received sizes differ, such as 1280x720 and 640x360: --mixed compares"))
        for (arguments, environment) in [(["--mixed"], [:]), ([], ["GLASSLAB_MIXED": "true"])] {
            let mixed = try await compare(["base@*", "small@*", "--json"] + arguments, environment: environment)
            #expect(mixed.exitCode == 0)
            let found = try JSONDecoder().decode(Document.self, from: Data(mixed.output.utf8))
            #expect(found.verdict == "a_lower")
        }
    }

    @Test func otherUnitsShowDigitsToo() async throws {
        let outcome = try await compare(["base@*", "new@*", "--figure", "frames.dropped"])
        #expect(outcome.output.contains("A  base@*      4     0       0      0     0\n"))
    }

    @Test func otherFigures() async throws {
        let outcome = try await compare(["base@*", "new@*", "--figure", "frame_delay_ms.p50", "--showing", "5"])
        #expect(outcome.output.contains("A is 40 ms faster at the median, 95 % interval 3"))
        let wrong = try await compare(["base@*", "new@*", "--figure", "frame_delay.p50"])
        #expect(wrong.exitCode == 2)
        #expect(wrong.output.isEmpty)
        #expect(
            wrong.errors.hasPrefix(
                "glasslab: \"frame_delay.p50\" leads to no number of a summary: no key \"frame_delay\" among arrival_delay_ms, "
            )
        )
        #expect(
            wrong.errors.hasSuffix(
                ": character 1. See the keys with glasslab show ID --json, and write them with dots between.\n"
            )
        )
    }

    @Test func failuresSayWhat() async throws {
        let gate = try await compare(["base@*", "new@*", "--gate", "frames.dropped=0"])
        #expect(gate.exitCode == 2)
        #expect(
            gate.errors == "glasslab: the gate \"frames.dropped=0\" cannot be read: < or <= is missing: character 15. "
                + "Write it like 'signal_delay_ms.p95<=+10%', 'signal_delay_ms.p95<=+20ms' or 'frames.dropped<=0'.\n"
        )
        for (arguments, line) in [
            (["base@*", "old@*"], "no complete run is called \"old@*\". See glasslab runs for what there is."),
            (["x*", "new"], "no complete run is called \"x*\". See glasslab runs for what there is."),
            (
                ["base", "new", "--provider", "none"],
                "no complete run is called \"base (none)\". See glasslab runs for what there is."
            ),
        ] {
            let outcome = try await compare(arguments)
            #expect(outcome.exitCode == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors == "glasslab: \(line)\n")
        }
        let single = try await compare(["base", "nothing"])
        #expect(single.exitCode == 1)
        #expect(single.errors.hasPrefix("glasslab: "))
    }
}
