import Charts
import Estimation
import Foundation
import LabModel
import LabTesting
import Testing

@testable import Reporting

@Suite struct RunsReportTests {
    // Beside those of the other formats.
    private let golden = GoldenFolder(beside: URL(filePath: #filePath).deletingLastPathComponent().path)

    @Test(arguments: [
        (ReportFormat.text, "runs.report.txt"), (.markdown, "runs.report.md"), (.html, "runs.report.html"),
    ])
    func everyFormatToRead(format: ReportFormat, file: String) throws {
        let text = Self.withoutAssets(try RunsReport.render(PlantedReport.input(), as: format))
        #expect(try text == golden.expected(file, got: text))
        #expect(text.utf8.last == UInt8(ascii: "\n"))
    }

    @Test(arguments: [(ReportFormat.csv, "runs.report.csv"), (.json, "runs.report.json")])
    func everyFormatForMachines(format: ReportFormat, file: String) throws {
        let text = try RunsReport.render(PlantedReport.input(providers: ["direct", "ll-hls"], runs: 1), as: format)
        #expect(try text == golden.expected(file, got: text))
        #expect(text.utf8.last == UInt8(ascii: "\n"))
    }

    /// A page without stylesheet, script and charts, whose tests stand elsewhere.
    private static func withoutAssets(_ html: String) -> String {
        var rest = html
        for (start, end) in [
            ("<style>", "</style>"), ("<script>", "</script>"), ("<figure class=\"chart", "</figure>"),
        ] {
            var from = rest.startIndex
            while let first = rest[from...].firstRange(of: start),
                let last = rest[first.upperBound...].firstRange(of: end)
            {
                rest.replaceSubrange(first.upperBound..<last.lowerBound, with: "…")
                from = rest[first.upperBound...].firstRange(of: end)?.upperBound ?? rest.endIndex
            }
        }
        return rest.replacing(#/sha256-[A-Za-z0-9+\/=]+/#, with: "sha256-…")
    }

    // MARK: The answer

    @Test func theAnswerComesFirstAndNamesWhoIsAhead() throws {
        let text = try RunsReport.render(PlantedReport.input(), as: .text)
        let answer = try #require(text.firstRange(of: "direct is ahead of both others: faster in other runs too."))
        let delays = try #require(text.firstRange(of: "\nDelays\n"))
        #expect(answer.lowerBound < delays.lowerBound)
        #expect(text.contains("- direct is") && text.contains("faster than ll-hls by operating delay"))
    }

    /// Under four runs a side nothing is called faster or ahead.
    @Test(arguments: 1...3)
    func fewRunsAreNeverCalledFaster(runs: Int) throws {
        for format in [ReportFormat.text, .markdown, .html] {
            let text = try RunsReport.render(PlantedReport.input(runs: runs), as: format)
            // The words' own definition names it.
            let told = text.components(separatedBy: "What the numbers mean").dropLast().joined()
            #expect(!told.contains("faster") && !told.contains("is ahead"), "\(format)")
            #expect(told.contains("within these runs only"))
        }
    }

    @Test func whoDiedRanksBehindHoweverFast() throws {
        var input = PlantedReport.input(providers: ["direct", "ll-hls"])
        for index in input.runs.indices where input.runs[index].comparedAs == "direct" && index == 2 {
            input.runs[index].summary.run.endReason = .stalled
        }
        let text = try RunsReport.render(input, as: .text)
        #expect(text.contains("ll-hls comes first: direct died in runs and ranks behind, however fast before."))
        #expect(text.contains("direct: died in 1 of 4 runs"))
        #expect(text.contains("stalled"))
    }

    @Test func whereNobodyIsRankedNobodyIsAhead() throws {
        var overloaded = PlantedReport.input(providers: ["direct", "cloud"], runs: 1)
        var dead = overloaded
        for index in overloaded.runs.indices {
            overloaded.runs[index].summary.warnings = [
                RunWarning(code: .streamerOverloaded, text: "late", remedy: "less")
            ]
            dead.runs[index].summary.run.endReason = .stalled
        }
        let none = try RunsReport.render(overloaded, as: .text)
        #expect(none.contains("No run could be ranked: nobody is ahead.") && !none.contains("No stream lived"))
        let ended = try RunsReport.render(dead, as: .text)
        #expect(ended.contains("No stream lived through all of its runs: nobody is ahead."))
    }

    @Test func differentSizesAreNotRanked() throws {
        var input = PlantedReport.input(providers: ["direct", "cloud"])
        input.runs[0].summary.media.width = 640
        let text = try RunsReport.render(input, as: .text).replacing("\n", with: " ")
        #expect(text.contains("Not ranked: runs of different sizes are not ranked together"))
        #expect(text.contains("--mixed"))
        input.options.allowsDifferentSizes = true
        let mixed = try RunsReport.render(input, as: .text)
        #expect(!mixed.contains("Not ranked"))
    }

    @Test func oneRunIsToldByItself() throws {
        let text = try RunsReport.render(PlantedReport.input(providers: ["direct"], runs: 1), as: .text)
        #expect(text.hasPrefix("night-1 through direct\n") && text.contains("At a glance"))
        #expect(!text.contains("Pair by pair") && !text.contains("The runs\n"))
        #expect(text.contains("105.1 to") || text.contains(" to "))
    }

    @Test func noRunIsSaid() throws {
        let input = ReportInput(runs: [], generatedAt: Planted.start, toolVersion: "1")
        for format in ReportFormat.allCases {
            let text = try RunsReport.render(input, as: format)
            #expect(!text.isEmpty)
        }
        #expect(try RunsReport.render(input, as: .text).contains("No run was chosen."))
    }

    /// Hardly anything is known of a recording without marks.
    @Test func aRunOfWhichNothingIsKnown() throws {
        let input = ReportInput(
            runs: [ReportRun(summary: Planted.unmarked)],
            generatedAt: Planted.start,
            toolVersion: "1"
        )
        for format in ReportFormat.allCases {
            #expect(try !RunsReport.render(input, as: format).contains("nan"))
        }
        #expect(try RunsReport.render(input, as: .text).contains("no mark was read"))
    }

    // MARK: Numbers

    /// The report's numbers are the ranking's and the summaries', whatever the format.
    @Test func numbersAreThoseOfTheRanking() throws {
        let input = PlantedReport.input()
        let ranking = try Ranking(input.runs.map(\.summary))
        let text = try RunsReport.render(input, as: .text)
        let html = try RunsReport.render(input, as: .html)
        for entry in ranking.entries {
            let value = NumberText.fixed(try #require(entry.valueMs), decimals: 1)
            let shown = (entry.isLowerBound ? "≥ " : "") + value
            #expect(text.contains(shown) && html.contains(">\(shown)<"), "\(entry.provider)")
        }
    }

    @Test func jsonHoldsEverySummaryAsItIs() throws {
        let input = PlantedReport.input(runs: 2)
        let json = try RunsReport.render(input, as: .json)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let told = try decoder.decode(Told.self, from: Data(json.utf8))
        #expect(told.schema == 1 && told.figure == "playout.operating_delay_ms")
        #expect(
            told.pairs.map(\.b) == ["ll-hls", "cloud", "cloud"] && told.groups.map(\.name) == PlantedReport.providers
        )
        for (run, given) in zip(told.runs, input.runs) {
            #expect(try SummaryJSON.encode(run.summary) == SummaryJSON.encode(given.summary))
        }
        #expect(told.runs.allSatisfy { $0.command?.hasPrefix("start-task-and-client --id night-") == true })
    }

    private struct Told: Decodable {
        struct Group: Decodable { var name: String }
        struct Pair: Decodable { var b: String }
        struct Run: Decodable {
            var command: String?
            var summary: Summary
        }

        var schema: Int
        var figure: String
        var groups: [Group]
        var pairs: [Pair]
        var runs: [Run]
    }

    @Test func csvHasARowForEveryNumber() throws {
        let input = PlantedReport.input(runs: 2)
        let rows = try RunsReport.render(input, as: .csv).components(separatedBy: "\r\n").dropLast()
        let figures = try input.runs.reduce(0) { try $0 + KnownFigure.all(in: $1.summary).count }
        #expect(rows.count == 1 + 3 + 3 + figures)
        for row in rows where !row.contains("\"") {
            #expect(row.components(separatedBy: ",").count == RunsCSV.header.count, "\(row)")
        }
        let p95 = try #require(input.runs[0].summary.signalDelayMs?.values.p95)
        #expect(rows.contains { $0.contains(",signal_delay_ms.p95,ms,\(p95),false,") })
    }

    // MARK: The page

    @Test func thePageFetchesNothing() throws {
        let html = try RunsReport.render(PlantedReport.input(), as: .html)
        let own = html.replacing(ChartAssets.script, with: "").replacing("http://www.w3.org/", with: "")
            .replacing("http://127.0.0.1:8080/", with: "").replacing("url(#", with: "")
        for word in ["http://", "https://", "url(", "src=\"/", "@import", "<link", "<iframe", "style=\""] {
            let place = own.firstRange(of: word).map { own[$0.lowerBound...].prefix(80) }
            #expect(place == nil, "\(word)")
        }
        let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-"
        #expect(html.contains("http-equiv=\"Content-Security-Policy\" content=\"\(policy)"))
        #expect(!own.contains(#/ on[a-z]+=/#))
    }

    @Test func everyPartIsReachedFromTheContents() throws {
        let html = try RunsReport.render(PlantedReport.input(), as: .html)
        let ids = html.matches(of: #/<section id="([^"]+)"/#).map { String($0.output.1) }
        #expect(ids.count > 8 && Set(ids).count == ids.count)
        for id in ids {
            #expect(html.contains("<li><a href=\"#\(id)\">"), "\(id)")
        }
        // Each chart has an id of its own.
        let charts = html.matches(of: #/<figure class="chart[^>]*id="([^"]+)"/#).map { String($0.output.1) }
        #expect(charts.count > 12 && Set(charts).count == charts.count)
    }

    @Test func sectionsStandForThemselves() throws {
        let sections = try RunsReport.sections(PlantedReport.input())
        #expect(sections.first?.id == "answer" && sections.last?.id == "words")
        for section in sections {
            let html = try section.html
            #expect(html.hasPrefix("<section id=\"\(section.id)\"") && html.hasSuffix("</section>"))
        }
        #expect(RunsReport.css.contains(".frame") && !RunsReport.css.contains("body {"))
    }

    @Test func aSweepComesFirst() throws {
        var input = PlantedReport.input(providers: ["direct"])
        input.sweep = try PlantedSweep.analysis()
        let html = try RunsReport.render(input, as: .html)
        let factors = try #require(html.firstRange(of: "What each setting does"))
        let runs = try #require(html.firstRange(of: "<section id=\"runs\""))
        #expect(factors.lowerBound < runs.lowerBound)
        let title = html.firstMatch(of: #/<h1>(.*)<\/h1>/#).map { String($0.output.1) }
        #expect(title == "Sweep <bdi>night</bdi>" && !html.contains("id=\"answer\""))
        #expect(html.contains("49 lines, 47 results with signal_delay_ms.p95."))
    }
}
