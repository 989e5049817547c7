import Foundation
import LabTesting
import Testing

/// slurm/slurm_wrapper.sh in a clone whose glasslab writes down how it was called.
@Suite struct SlurmWrapperTests {
    private let clone: TemporaryFolder

    init() throws {
        clone = try TemporaryFolder()
        let own = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        for folder in ["slurm", ".build/release", "elsewhere"] {
            try FileManager.default.createDirectory(atPath: clone.file(folder), withIntermediateDirectories: true)
        }
        try FileManager.default.copyItem(
            atPath: own.appending(path: "slurm/slurm_wrapper.sh").path,
            toPath: clone.file("slurm/slurm_wrapper.sh")
        )
        let program = "#!/bin/sh\necho \"inputs=$GLASSLAB_INPUTS\"\nfor word; do echo \"<$word>\"; done\nexit 75\n"
        try clone.program(".build/release/glasslab", program)
    }

    private func run(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws -> BuiltExecutable.Outcome {
        try await BuiltExecutable.onPath(
            [clone.file("slurm/slurm_wrapper.sh")] + arguments,
            environment: ["PATH": "/usr/bin:/bin"].merging(environment) { _, second in second },
            in: clone.file("elsewhere")
        )
    }

    @Test func aLineIsHandedOnWithTheInputsBesideTheScript() async throws {
        let outcome = try await run(["7", "sizes", "--stagger", "0 s"])
        #expect(
            outcome.output == """
                inputs=\(clone.path)/slurm/slurm_inputs.txt
                <sweep>
                <line>
                <7>
                <sizes>
                <--stagger>
                <0 s>

                """
        )
        #expect(outcome.exitCode == 75 && outcome.errors.isEmpty)
    }

    @Test func inputsThatAreNamedOrBegunWithStay() async throws {
        let named = try await run(["7", "sizes"], environment: ["GLASSLAB_INPUTS": "mine.txt"])
        #expect(named.output.hasPrefix("inputs=mine.txt\n"))
        try FileManager.default.createDirectory(atPath: clone.file("there/sizes"), withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: clone.file("there/sizes/inputs.txt")))
        let begun = try await run(["7", "sizes"], environment: ["GLASSLAB_RESULTS": clone.file("there")])
        #expect(begun.output.hasPrefix("inputs=\n"))
    }

    @Test func wrongUsageIsToldHowItIsUsed() async throws {
        let outcome = try await run(["7"])
        #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("slurm/slurm_wrapper.sh LINE EXPERIMENT"))
    }

    @Test func aMachineWithoutTheLabIsToldWhatToDo() async throws {
        try FileManager.default.removeItem(atPath: clone.file(".build"))
        let outcome = try await run(["7", "sizes"])
        #expect(
            outcome
                == .init(
                    exitCode: 1,
                    output: "",
                    errors: "glasslab: there is no glasslab on the PATH. Build and install it by scripts/install.\n"
                )
        )
    }
}
