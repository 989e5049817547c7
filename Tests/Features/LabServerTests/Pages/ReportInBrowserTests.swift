import Comparing
import Foundation
import LabModel
import LabTesting
import Reporting
import RunStore
import Testing

@testable import LabServer

/// A report's file in a real browser, opened as from a mail: nothing else is there.
@Suite("Reports in a browser", .realTime, .timeLimit(.minutes(60)), .serialized)
struct ReportInBrowserTests {
    /// The numbers of a chart as the page holds them.
    private struct Data: Decodable {
        struct Series: Decodable {
            var name: String
            var x: [Double]
            var y: [Double?]
        }

        var id: String
        var series: [Series]
    }

    private static func input(_ planted: PlantedStore) throws -> ReportInput {
        var choice = RunChoice()
        choice.providers = ["direct", "nginx-rtmp", "cloud-one"]
        let runs = try ReportSource(planted.store).read(try choice.runs(in: planted.store).told)
        return ReportInput(runs: runs, generatedAt: PlantedStore.start, toolVersion: "1.4.0")
    }

    @Test("look right on desk and phone, on paper, and complain of nothing")
    func pictures() async throws {
        let planted = try PlantedStore()
        let file = planted.folder.file("report.html")
        try RunsReport.render(try Self.input(planted), as: .html).write(toFile: file, atomically: true, encoding: .utf8)
        try await Browser.with { browser in
            try await browser.open("file://\(file)")
            for (size, width) in [("desk", 1_280), ("phone", 390)] {
                try await browser.resize(width: width, height: 844)
                for scheme in Browser.Scheme.allCases {
                    try await browser.prefer(scheme)
                    try await browser.keepPicture("report-\(size)-\(scheme)")
                    #expect(try await browser.accessibilityFaults() == [], "\(size), \(scheme)")
                }
                #expect(try await browser.elementsTooWide() == [], "\(size)")
            }
            try await browser.resize(width: 794, height: 1_123)
            try await browser.prefer(.light, isPrinted: true)
            try await browser.keepPicture("report-paper")
            #expect(try await browser.elementsTooWide() == [], "on paper")
            #expect(try await browser.takeConsoleComplaints() == [])
            let fetched = "return performance.getEntriesByType('resource').length"
            #expect(try await browser.value(fetched, as: Int.self) == 0)
        }
    }

    @Test("hold the runs' own numbers, and tell them to who points or types")
    func numbers() async throws {
        let planted = try PlantedStore(attempts: 1, seconds: 8)
        try await ServedPages.serving(planted.store) { served in
            try await Browser.with { browser in
                try await browser.open(served.url("/runs/evening-direct@1"))
                let charts = try await browser.value(Self.charts, as: [Data].self)
                #expect(!charts.isEmpty)
                let drawn = try await browser.value(Self.drawn, as: [Data].self)
                #expect(drawn.map(\.id) == charts.map(\.id))
                for (chart, shown) in zip(charts, drawn) {
                    #expect(chart.series.map(\.name) == shown.series.map(\.name), "\(chart.id)")
                    #expect(chart.series.map(\.y) == shown.series.map(\.y), "\(chart.id)")
                }
                let stored = try #require(try planted.store.runs(matching: .all).first { $0.provider == "direct" })
                let median = try #require(stored.figures?.frameDelayP50Ms)
                #expect(try await browser.texts(".tiles dd").contains { $0.hasPrefix(ShownText.milliseconds(median)) })
                try await browser.run("document.querySelector('.chart-frame').focus()")
                try await browser.press(.right)
                try await browser.until("document.querySelector('.chart-quiet').textContent.length>0")
                #expect(try await browser.takeConsoleComplaints() == [])
            }
        }
    }

    /// What the server sent.
    private static let charts = """
        const request=new XMLHttpRequest();request.open('GET',location.href,false);request.send();
        const page=new DOMParser().parseFromString(request.responseText,'text/html');
        return Array.from(page.querySelectorAll('.chart-data'),data=>JSON.parse(data.textContent));
        """
    /// What the charts' script draws.
    private static let drawn = """
        return Array.from(document.querySelectorAll('figure.chart .chart-data'),
          data=>glasslabCharts.get(JSON.parse(data.textContent).id).data);
        """

    @Test("can be kept from the page, whole")
    func kept() async throws {
        let planted = try PlantedStore(attempts: 1, seconds: 8)
        try await ServedPages.serving(planted.store) { served in
            for (format, type) in [("html", "text/html"), ("csv", "text/csv"), ("json", "application/json")] {
                let outcome = try await BuiltExecutable.shell(
                    "curl -s -D - '\(served.url("/report?provider=direct&format=\(format)"))'"
                )
                #expect(outcome.output.hasPrefix("HTTP/1.1 200"), "\(format)")
                #expect(outcome.output.contains("Content-Type: \(type); charset=utf-8"), "\(format)")
                #expect(outcome.output.contains("filename=\"glasslab-report.\(format)\""), "\(format)")
                #expect(outcome.output.contains("evening-direct"), "\(format)")
            }
            let refused = try await BuiltExecutable.shell("curl -s -D - '\(served.url("/report?run=nobody"))'")
            #expect(refused.output.hasPrefix("HTTP/1.1 404"))
        }
    }
}
