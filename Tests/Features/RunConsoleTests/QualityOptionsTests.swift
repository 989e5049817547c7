import ArgumentParser
import LabCommand
import LabModel
import RunConsole
import Scoring
import Testing

@Suite struct QualityOptionsTests {
    private func settings(
        _ arguments: [String],
        environment: [String: String] = [:],
        content: String? = nil,
        default fallback: Set<QualityMetric> = []
    ) throws -> QualitySettings? {
        try QualityOptions.parse(arguments)
            .settings(from: Settings(config: nil, environment: environment), content: content, default: fallback)
    }

    @Test func nothingIsScoredUnlessAskedFor() throws {
        #expect(try settings([]) == nil)
        #expect(try settings(["--quality", "none"], default: [.psnr]) == nil)
        #expect(try settings(["--quality", "NONE"], environment: ["GLASSLAB_QUALITY": "psnr"]) == nil)
    }

    @Test(arguments: [
        ("psnr", [QualityMetric.psnr]), ("psnr,ssim,ms_ssim,vmaf", QualityMetric.allCases),
        (" VMAF , psnr", [.psnr, .vmaf]), ("ssim,ssim", [.ssim]),
    ])
    func aListNamesMetrics(text: String, metrics: [QualityMetric]) throws {
        let given = try settings(["--quality", text])
        #expect(given == QualitySettings(metrics: Set(metrics)))
        #expect(try settings([], environment: ["GLASSLAB_QUALITY": text]) == given)
    }

    @Test func everyOptionHasItsPlace() throws {
        let given = try settings(
            [
                "--quality", "vmaf", "--quality-every", "5", "--vmaf-model", "neg", "--vmaf-tool", "/opt/ffmpeg",
                "--keep-worst", "3", "--quality-spool", "250",
            ],
            content: "clip.mp4"
        )
        var expected = QualitySettings(metrics: [.vmaf])
        (expected.everyN, expected.vmafModel, expected.vmafTool) = (5, "neg", "/opt/ffmpeg")
        (expected.keepWorst, expected.contentFile) = (3, "clip.mp4")
        expected.spoolLimit = ByteCount(250_000_000)
        #expect(given == expected)
        #expect(
            given?.manifest == [
                "quality": .text("vmaf"), "quality_every": .integer(5), "vmaf_model": .text("neg"),
                "vmaf_tool": .text("/opt/ffmpeg"), "keep_worst": .integer(3), "content": .text("clip.mp4"),
                "quality_spool": .integer(250),
            ]
        )
    }

    @Test func theEnvironmentGivesThemToo() throws {
        let given = try settings(
            [],
            environment: [
                "GLASSLAB_QUALITY": "vmaf,ssim", "GLASSLAB_QUALITY_EVERY": "auto", "GLASSLAB_VMAF_MODEL": "my.json",
                "GLASSLAB_VMAF_TOOL": "f", "GLASSLAB_KEEP_WORST": "1",
            ]
        )
        var expected = QualitySettings(metrics: [.vmaf, .ssim])
        (expected.vmafModel, expected.vmafTool, expected.keepWorst) = ("my.json", "f", 1)
        #expect(given == expected)
    }

    /// A configuration file may say how to score for those runs that do.
    @Test func whatTheEnvironmentSaysOfScoringIsNoWishToScore() throws {
        #expect(try settings([], environment: ["GLASSLAB_VMAF_MODEL": "neg", "GLASSLAB_KEEP_WORST": "1"]) == nil)
    }

    @Test func whatIsUsualIsNotInTheManifest() throws {
        #expect(try settings(["--quality", "ssim,psnr"])?.manifest == ["quality": .text("psnr,ssim")])
    }

    @Test(arguments: [
        (["--quality", "psnr,"], "\"psnr,\" is not a list of psnr,ssim,ms_ssim,vmaf, or none: --quality."),
        (["--quality", "ms-ssim"], "\"ms-ssim\" is not a list of psnr,ssim,ms_ssim,vmaf, or none: --quality."),
        (["--quality", "psnr,none"], "\"psnr,none\" is not a list of psnr,ssim,ms_ssim,vmaf, or none: --quality."),
        (
            ["--quality", "psnr", "--quality-every", "0"],
            "\"0\" is not auto, or a whole number from 1 to 100000: --quality-every."
        ),
        (
            ["--quality", "vmaf", "--vmaf-model", "0.6.1"],
            "\"0.6.1\" is not a VMAF model: one of v0.6.1, neg, 4k, v1, or a model's FILE.json: --vmaf-model."
        ),
        (
            ["--quality", "psnr", "--keep-worst", "101"],
            "\"101\" is not a whole number from 0 to 100: --keep-worst."
        ),
        (
            ["--quality", "psnr", "--quality-spool", "1.5"],
            "\"1.5\" is not a whole number from 1 to 1000000: --quality-spool."
        ),
    ])
    func aValueThatIsNoneIsNamed(arguments: [String], text: String) throws {
        let error = try #require(throws: CommandError.self) { try settings(arguments) }
        #expect("\(error)" == text + " See --help for what it takes.")
    }

    @Test(arguments: ["--quality-every", "--vmaf-model", "--vmaf-tool", "--keep-worst", "--quality-spool"])
    func anOptionThatSaysNothingIsAMistake(option: String) throws {
        let error = try #require(throws: (any Error).self) { try settings([option, "1"]) }
        #expect("\(error)".contains("\(option) says nothing without --quality."))
    }
}
