import LabModel
import LabTesting
import Testing

@testable import Reporting

@Suite struct TextReportQualityTests {
    private func scored(_ edit: (inout Summary.Quality) -> Void = { _ in }) -> Summary {
        var (matched, displayed) = (Summary.Scores(), Summary.Scores())
        (matched.psnrYDb, matched.psnrYMseDb, matched.ssimY) = (38.456, 37.9, 0.971_25)
        (matched.msSsimY, matched.vmaf) = (0.990_04, 93.412)
        (displayed.psnrYDb, displayed.psnrYMseDb, displayed.ssimY) = (35, 30.25, 0.95)
        var quality = Summary.Quality()
        (quality.matched, quality.asDisplayed) = (matched, displayed)
        quality.pools = [
            "psnr_y_db": ["mean": 38.456, "harmonic": 38.1, "p5": 33.25, "p1": 31],
            "vmaf": ["mean": 93.412, "harmonic": 93.1, "p5": 84.5, "p1": 80.125],
            "vmaf.masked": ["mean": 92.5], "as_displayed.psnr_y_db": ["p5": 12.5, "p1": 11],
        ]
        (quality.everyN, quality.framesScored) = (5, 60)
        (quality.vmafModel, quality.vmafVersion) = ("vmaf_v0.6.1", "libvmaf 3.0.0")
        edit(&quality)
        var summary = Planted.quiet
        summary.quality = quality
        return summary
    }

    @Test func matchedStandsBesideAsDisplayed() {
        let text = TextReport.render(scored(), style: TextStyle(colour: false, unicode: true, width: 100))
        let table = """
            quality             PSNR Y  of mean MSE    SSIM  MS-SSIM   VMAF
            matched              38.46        37.90  0.9713   0.9900  93.41
              its p5             33.25            -       -        -  84.50
              its p1             31.00            -       -        -  80.13
              without the mark       -            -       -        -  92.50
            as displayed         35.00        30.25  0.9500        -      -
              its p5             12.50            -       -        -      -
              its p1             11.00            -       -        -      -

            """
        #expect(text.contains("\n\n" + table + "\n"))
        #expect(
            text.contains("\nquality     60 frames scored, one of 5, VMAF by vmaf_v0.6.1 of libvmaf 3.0.0\n")
        )
    }

    @Test func onlyColumnsThatWereAskedForAreShown() {
        let text = TextReport.render(
            scored { quality in
                quality.matched = Summary.Scores()
                quality.matched?.psnrYDb = 60
                (quality.asDisplayed, quality.pools, quality.everyN) = (nil, [:], 1)
                (quality.vmafModel, quality.vmafVersion) = (nil, nil)
            }
        )
        #expect(text.contains("\nquality  PSNR Y\nmatched   60.00\n\n"))
        #expect(text.contains("\nquality     60 frames scored\n"))
    }

    @Test func whereNothingWasScoredThereIsNoTable() {
        let summary = scored { $0 = Summary.Quality() }
        #expect(!TextReport.render(summary).contains("quality"))
        #expect(!TextReport.render(Planted.quiet).contains("quality"))
    }

    @Test func decibelsOfATraceAreToldAlone() {
        let text = TextReport.render(
            scored { quality in
                quality = Summary.Quality()
                quality.importedDb = Summary.ImportedQuality(unit: "ssim")
                quality.importedDb?.mean = 14.5
            }
        )
        #expect(text.contains("\nquality     SSIM 14.50 dB as imported\n"))
    }

    @Test(arguments: [60, 72, 80, 133])
    func noLineIsLongerThanTheWidth(width: Int) {
        let text = TextReport.render(scored(), style: TextStyle(colour: false, unicode: false, width: width))
        for line in text.split(separator: "\n") {
            #expect(line.count <= max(width, 64), "\(line)")
        }
    }
}
