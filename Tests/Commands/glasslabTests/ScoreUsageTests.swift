import Foundation
import LabTesting
import Testing

/// `glasslab score` used wrongly.
@Suite struct ScoreUsageTests {
    private let glasslab = BuiltExecutable("glasslab")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(
        arguments: [
            ([], "Error: Name a recording, or two files with --reference, --distorted and --marks none."),
            (
                ["--reference", "a", "--distorted", "b"],
                "Error: --reference and --distorted are compared in order: add --marks none."
            ),
            (
                ["a", "--marks", "none"],
                "Error: --marks none compares two files: name them with --reference and --distorted."
            ),
            (
                ["--reference", "a", "--distorted", "b", "--marks", "none", "--stream", "s"],
                "Error: --stream and --content say nothing with --marks none: --reference is the reference."
            ),
            (["a", "--quality", "none"], "Error: --quality none leaves nothing to score."),
            (["a", "--marks", "other"], "Error: The value 'other' is invalid for '--marks <marks>'."),
            (
                ["a", "--quality", "sharp"],
                "glasslab: \"sharp\" is not a list of psnr,ssim,ms_ssim,vmaf, or none: --quality. "
                    + "See --help for what it takes.\n"
            ),
        ] as [([String], String)]
    )
    func wrongUsageSaysWhat(arguments: [String], start: String) async throws {
        let outcome = try await glasslab.run(["score"] + arguments, in: folder.path)
        #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(start), "\(outcome.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
