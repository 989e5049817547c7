import Estimation
import Foundation
import LabModel
import LabTesting
import Testing

@testable import Reporting

@Suite struct SweepReportTests {
    private let golden = GoldenFolder(beside: #filePath)

    @Test(arguments: [
        (ReportFormat.text, "sweep.txt"), (.markdown, "sweep.md"), (.html, "sweep.html"), (.csv, "sweep.csv"),
        (.json, "sweep.json"),
    ])
    func everyFormat(format: ReportFormat, file: String) throws {
        let text = try SweepReport.render(PlantedSweep.analysis(), as: format)
        #expect(try text == golden.expected(file, got: text))
        #expect(text.utf8.last == UInt8(ascii: "\n"))
    }

    @Test func plantedNumbersAreInTheText() throws {
        let text = try SweepReport.render(PlantedSweep.analysis(), as: .text)
        for part in [
            "Sweep night\n", "49 lines, 47 results with signal_delay_ms.p95.", "connection refused <by host>",
            "image_size 2, cpu_memory 1024:2", "the baseline", "not told: the better side has failures",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(!text.contains("\u{1B}"))
    }

    @Test func asciiStaysAscii() throws {
        let style = TextStyle(colour: false, unicode: false, width: 60)
        let text = try SweepReport.render(PlantedSweep.analysis(), as: .text, style: style)
        #expect(!text.contains { !$0.isASCII })
    }

    /// A sweep's name, a setting's value and a reason are somebody else's text.
    @Test func foreignTextIsNoMarkup() throws {
        var runs = PlantedSweep.runs
        for index in runs.indices {
            let isEven = index.isMultiple(of: 2)
            runs[index].run.settings["link"] = .text(isEven ? "<script>alert('x')</script>" : "a|b_*`\u{1B}[31m")
        }
        let analysis = try SweepAnalysis(sweep: "<b>&\"night\"", runs: runs)
        let html = try SweepReport.render(analysis, as: .html)
        #expect(html.contains("&lt;b&gt;&amp;&quot;night&quot;") && html.contains("&lt;script&gt;alert(&#39;x"))
        #expect(!html.contains("<script") && !html.contains("<b>") && !html.contains("\u{1B}"))
        let markdown = try SweepReport.render(analysis, as: .markdown)
        #expect(markdown.contains("a\\|b\\_\\*\\`") && !markdown.contains("<script") && !markdown.contains("\u{1B}"))
        let csv = try SweepReport.render(analysis, as: .csv)
        #expect(csv.contains("a|b_*`"))
    }

    @Test func htmlFetchesNothing() throws {
        let html = try SweepReport.render(PlantedSweep.analysis(), as: .html)
        for word in ["http://", "https://", "url(", "<script", "src=", "@import"] {
            #expect(!html.contains(word), "\(word)")
        }
        #expect(html.contains("default-src 'none'") && html.contains("prefers-color-scheme: dark"))
    }

    @Test func everyRowOfTheCSVHasAllColumns() throws {
        let csv = try SweepReport.render(PlantedSweep.analysis(), as: .csv)
        let rows = csv.split(separator: "\r\n")
        #expect(rows.count > 40)
        // No field of the planted sweep holds a comma but the notes, which are quoted.
        for row in rows where !row.contains("\"") {
            #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == SweepCSV.header.count)
        }
    }

    @Test func jsonHasNullForWhatIsUnknown() throws {
        let json = try SweepReport.render(PlantedSweep.analysis(), as: .json)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["schema"] as? Int == 1 && object["sweep"] as? String == "night")
        #expect(json.contains("\"reason\" : null") && json.contains("\"bound\" : null"))
        #expect((object["failures"] as? [Any])?.count == 3)
    }

    @Test func aSweepOfOneRunSaysThatNothingVaries() throws {
        let analysis = try SweepAnalysis(sweep: "one", runs: [PlantedSweep.runs[0]])
        for format in ReportFormat.allCases {
            let text = try SweepReport.render(analysis, as: format)
            #expect(text.contains("No setting varies: there is no effect to tell."), "\(format)")
        }
    }

    /// Differences of ratios are thousandths, and would all be nothing with the decimals of milliseconds.
    @Test func ratiosKeepTheDigitsOfTheirDifferences() throws {
        var runs = PlantedSweep.runs
        for index in runs.indices {
            var scores = Summary.Scores()
            scores.ssimY = runs[index].run.settings["fps"] == .number(15) ? 0.981 : 0.9813
            var quality = Summary.Quality()
            quality.matched = scores
            runs[index].quality = quality
        }
        var options = PlantedSweep.options
        options.figures = [try FigurePath("quality.matched.ssim_y")]
        let text = try SweepReport.render(SweepAnalysis(sweep: "night", runs: runs, options: options), as: .text)
        #expect(text.contains("+0.00030"))
        let map = try #require(text.components(separatedBy: "By two settings").last)
        #expect(map.contains("0.98100") && map.contains("0.98130"))
    }

    private func interactions(_ analysis: SweepAnalysis) throws -> String {
        let text = try SweepReport.render(
            analysis,
            as: .text,
            style: TextStyle(colour: false, unicode: true, width: 200)
        )
        let part = text.components(separatedBy: "Interactions, signal_delay_ms.p95, ms").last ?? ""
        return part.components(separatedBy: "\n\nsignal_delay_ms.p50").first?
            .split(separator: "\n").joined(separator: " ") ?? ""
    }

    @Test func theLargestInteractionIsToldByWhatHoldsForAll() throws {
        let analysis = try SweepAnalysis(sweep: "night", runs: PlantedSweep.additive)
        let effects = analysis.figures[0].pairs.flatMap(\.interactions).map(\.effect)
        let one = effects.compactMap { effect in effect.high.map { max(abs($0), abs(effect.low ?? 0)) } }.max()
        let all = effects.compactMap { effect in effect.jointReach.map { abs(effect.value ?? 0) + $0 } }.max()
        let told = NumberText.fixed(try #require(all), decimals: 2)
        #expect(try told != NumberText.fixed(#require(one), decimals: 2))
        let text = try interactions(analysis)
        #expect(
            text
                == "None of 5 interactions is shown: the settings' effects may simply add up; none is beyond \(told) ms, "
                + "all asked at once."
        )
    }

    /// An interaction known only from below may be of any size.
    @Test func anOpenInteractionLeavesNoLimit() throws {
        var runs = PlantedSweep.additive
        runs[40].signalDelayMs?.censored = 30
        runs[40].signalDelayMs?.lowerBound = ["p95", "p99", "max"]
        let text = try interactions(try SweepAnalysis(sweep: "night", runs: runs))
        #expect(text.hasPrefix("None of ") && text.hasSuffix("the settings' effects may simply add up."), "\(text)")
    }

    @Test func nothingMeasuredIsNoNumber() throws {
        var run = PlantedSweep.runs[0]
        run.run.endReason = .noMark
        let analysis = try SweepAnalysis(sweep: "dead", runs: [run])
        let text = try SweepReport.render(analysis, as: .text)
        #expect(text.contains("1 line, 0 results with signal_delay_ms.p95.") && text.contains("no mark was read"))
    }
}
