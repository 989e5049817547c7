import Foundation
import LabTesting
import Testing

@testable import Charts

/// What the script does with figures, in a real browser under a strict policy.
@Suite("Figures in a page", .realTime, .timeLimit(.minutes(60)))
struct ChartPageTests {
    /// What `glasslabCharts.get` tells of a chart.
    struct View: Decodable {
        var x: [Double]
        var y: [Double]
        var zoomed: Bool
        var hidden: [String]
    }

    /// A path as it is drawn.
    struct Drawn: Decodable, Hashable {
        var kind: String
        var path: String
    }

    @Test("figures draw, tell, zoom, move, hide and take new numbers as they should")
    func figures() async throws {
        try await Browser.with { browser in
            try await Self.samePicture(browser)
            try await Self.pointer(browser)
            try await Self.keys(browser)
            try await Self.reading(browser)
            try await Self.mouse(browser)
            try await Self.pinch(browser)
            try await Self.legend(browser)
            try await Self.update(browser)
            #expect(try await browser.takeConsoleComplaints().isEmpty)
        }
    }

    @Test("on a phone, in the dark and on paper nothing reaches over an edge, and Tab comes everywhere")
    func everywhere() async throws {
        let folder = try TemporaryFolder()
        for hasScript in [true, false] {
            let file = folder.file("\(hasScript).html")
            let figures = ChartSamples.all.map { ChartFigure.render($0) }
            try TestPage.html(figures, charts: hasScript).write(toFile: file, atomically: true, encoding: .utf8)
        }
        try await Browser.with { browser in
            try await browser.open("file://\(folder.file("true.html"))")
            try await browser.keepPicture("charts-light")
            try await browser.prefer(.dark)
            try await browser.keepPicture("charts-dark")
            let stops = try await browser.tabStops()
            #expect(stops.allSatisfy { $0.isShown && $0.isInView })
            #expect(try await browser.elementsWithoutTabStop().isEmpty)
            try await browser.prefer(.light, isPrinted: true)
            try await browser.keepPicture("charts-printed")
            try await browser.prefer(.light)
            try await browser.resize(width: 390, height: 844)
            for name in ["true", "false"] {
                try await browser.open("file://\(folder.file("\(name).html"))")
                #expect(try await browser.elementsTooWide().isEmpty)
                try await browser.keepPicture("charts-phone\(name == "true" ? "" : "-without-script")")
            }
            #expect(try await browser.takeConsoleComplaints().isEmpty)
        }
    }

    /// As wide as its style says, the script draws what the picture showed, to a tenth of a pixel.
    private static func samePicture(_ browser: Browser) async throws {
        try await show(ChartSamples.all, in: browser)
        for chart in ChartSamples.all {
            let picture = ChartSVG.render(chart, style: ChartStyle(legend: false))
            let shown = picture.matches(of: /<path class="([^"]*)" d="([^"]*)"\/>/)
                .map { Drawn(kind: String($0.1), path: String($0.2)) }
            let drawn = try await browser.value(
                """
                return Array.from(document.querySelectorAll('#chart-\(chart.id) .chart-live path'),
                  p=>({kind:p.getAttribute('class'),path:p.getAttribute('d')}));
                """,
                as: [Drawn].self
            )
            #expect(Set(drawn.map(\.kind)) == Set(shown.map(\.kind)), "\(chart.id)")
            for (kind, paths) in Dictionary(grouping: shown, by: \.kind) {
                let got = drawn.filter { $0.kind == kind }.map(\.path)
                try #require(got.count == paths.count, "\(chart.id) \(kind)")
                for (one, other) in zip(paths, got) {
                    #expect(differ(one.path, other) < 0.101, "\(chart.id) \(kind)")
                }
            }
            let words = picture.matches(of: /<text[^>]*>([^<]*)<\/text>/).map { String($0.1) }
            let got = try await browser.texts("#chart-\(chart.id) .chart-live text")
            #expect(got.map(Markup.escaped).sorted() == words.sorted(), "\(chart.id)")
        }
    }

    /// The numbers under the pointer are those that were given.
    private static func pointer(_ browser: Browser) async throws {
        var chart = ChartSamples.rates
        chart.series[0].kind = .line
        let given = chart.series[0].points[15]
        try await show([chart, ChartSamples.ranking, ChartSamples.delays, ChartSamples.stages], in: browser)
        // The plot's middle is at (66 + 704) / 2: value 15 of 0 to 29 lies 11 pixels to the right of it.
        try await browser.hover("#chart-rates .chart-live", x: 36)
        let tip = try await browser.texts("#chart-rates .chart-tip p")
        #expect(tip == ["150 s", "direct: \(NumberWords.value(try #require(given.y))) bit/s"])
        // The second of five names, where its dot stands.
        try await browser.run("document.querySelector('#chart-ranking').scrollIntoView()")
        try await browser.hover("#chart-ranking .chart-live .chart-dot")
        #expect(
            try await browser.texts("#chart-ranking .chart-tip p") == ["direct", "direct: 120 (108 to 145) ms"]
        )
        #expect(try await browser.text("#chart-rates .chart-tip")?.isEmpty == false)
        #expect(
            try await browser.value(
                "return document.querySelector('#chart-rates .chart-tip').hidden",
                as: Bool.self
            )
        )
        // Of bars upon each other each is as much as it is long.
        try await browser.run("document.querySelector('#chart-stages').scrollIntoView()")
        try await browser.hover("#chart-stages .chart-live .chart-grid")
        #expect(
            try await browser.texts("#chart-stages .chart-tip p") == [
                "twitch-ll", "encode: 14 ms", "ingest: 28 (14 to 42) ms", "origin: 42 (42 to 84) ms",
                "delivery: 56 (84 to 140) ms", "decode: 70 (140 to 210) ms",
            ]
        )
        try await browser.run("document.querySelector('#chart-delay').scrollIntoView()")
        let place = try await browser.value(
            "const s=document.querySelector('#chart-delay .chart-stem');const b=s.getBBox();return b.x-360",
            as: Double.self
        )
        try await browser.hover("#chart-delay .chart-live", x: Int(place), y: 20)
        let marked = try await browser.texts("#chart-delay .chart-tip p")
        try await browser.keepPicture("charts-reading")
        #expect(marked.contains("drop: 3 frames") && marked.contains { $0.hasPrefix("twitch-ll: ") })
    }

    /// Keys zoom, move, read and show all again.
    private static func keys(_ browser: Browser) async throws {
        try await show([ChartSamples.rates], in: browser)
        try await browser.run("document.querySelector('#chart-rates .chart-frame').focus()")
        let full = try await view("rates", browser)
        #expect(full.x == [0, 290] && !full.zoomed)
        try await browser.press(.right)
        #expect(try await browser.text("#chart-rates [role=status]") == "0 s. direct: 2,400,000 bit/s")
        try await browser.press(.right)
        let second = NumberWords.value(try #require(ChartSamples.rates.series[0].points[1].y))
        #expect(try await browser.text("#chart-rates [role=status]") == "10 s. direct: \(second) bit/s")
        try await browser.press("+")
        #expect(try await view("rates", browser).x == [72.5, 217.5])
        try await browser.press(.right)
        let moved = try await view("rates", browser)
        #expect(abs(moved.x[0] - 87) < 1e-9 && abs(moved.x[1] - 232) < 1e-9 && moved.zoomed)
        try await browser.press("-")
        #expect(try await view("rates", browser).x == [0, 290])
        try await browser.press("+")
        try await browser.press("0")
        #expect(try await view("rates", browser).zoomed == false)
    }

    /// A zoomed view reads on beyond its edge, and its axis fits what it shows.
    private static func reading(_ browser: Browser) async throws {
        var chart = ChartSamples.rates
        chart.series[0].points = (0..<100).map { ChartPoint(x: Double($0), y: $0 == 80 ? 1_000 : 10 + Double($0 % 2)) }
        try await show([chart], in: browser)
        try await browser.run("document.querySelector('#chart-rates .chart-frame').focus()")
        #expect(try await view("rates", browser).y == [0, 1_000])
        for _ in 0..<4 { try await browser.press("+") }
        let zoomed = try await view("rates", browser)
        #expect(zoomed.x[1] - zoomed.x[0] < 7 && zoomed.y[1] < 20)
        for _ in 0..<12 { try await browser.press(.right, withShift: true) }
        let read = try await view("rates", browser)
        #expect(read.x[0] > zoomed.x[0])
        #expect(try await browser.text("#chart-rates [role=status]")?.contains(" s. direct: 1") == true)
    }

    /// Wheel, buttons and a drawn box zoom; a drag moves; a double click shows all.
    private static func mouse(_ browser: Browser) async throws {
        try await show([ChartSamples.rates], in: browser)
        try await browser.click("#chart-rates .chart-tools button:nth-child(2)")
        #expect(try await view("rates", browser).x == [72.5, 217.5])
        try await browser.click("#chart-rates .chart-tools button:nth-child(3)")
        #expect(try await view("rates", browser).x == [0, 290])
        try await browser.run(
            gesture("rates", [("pointerdown", 0.25), ("pointermove", 0.5), ("pointerup", 0.5)])
        )
        let boxed = try await view("rates", browser)
        try await browser.keepPicture("charts-zoomed")
        #expect(abs(boxed.x[0] - 72.5) < 1 && abs(boxed.x[1] - 145) < 1)
        try await browser.run(gesture("rates", [("pointerdown", 0.5), ("pointermove", 0), ("pointerup", 0)]))
        let dragged = try await view("rates", browser)
        #expect(abs(dragged.x[0] - boxed.x[0] - 36.25) < 1)
        try await browser.run(gesture("rates", [("dblclick", 0.5)]))
        #expect(try await view("rates", browser).zoomed == false)
        // The wheel is the page's until the chart has the focus, or Ctrl is held.
        try await browser.run(gesture("rates", [("wheel", 0.5)]))
        #expect(try await view("rates", browser).zoomed == false)
        try await browser.run("document.querySelector('#chart-rates .chart-frame').focus()")
        try await browser.run(gesture("rates", [("wheel", 0.5)]))
        #expect(try await view("rates", browser).zoomed)
    }

    /// Two fingers zoom.
    private static func pinch(_ browser: Browser) async throws {
        try await show([ChartSamples.rates], in: browser)
        try await browser.run(
            gesture(
                "rates",
                [("pointerdown 1", 0.4), ("pointerdown 2", 0.6), ("pointermove 1", 0.3), ("pointermove 2", 0.7)]
            )
        )
        let pinched = try await view("rates", browser)
        #expect(abs(pinched.x[1] - pinched.x[0] - 145) < 3 && abs(pinched.x[0] - 72.5) < 3)
    }

    /// The legend hides and shows series and marks, by keyboard too.
    private static func legend(_ browser: Browser) async throws {
        try await show([ChartSamples.delays], in: browser)
        let all = try await browser.count("#chart-delay .chart-series")
        #expect(all == 3)
        try await browser.run("document.querySelector('#chart-delay .chart-legend button').focus()")
        try await browser.press(.space)
        #expect(try await browser.count("#chart-delay .chart-series") == 2)
        #expect(try await view("delay", browser).hidden == ["series direct"])
        #expect(try await browser.count("#chart-delay .chart-legend [aria-pressed=false]") == 1)
        try await browser.click("#chart-delay .chart-legend li:nth-child(4) button")
        #expect(try await browser.count("#chart-delay .chart-span") == 1)
        try await browser.press(.space)
        #expect(try await browser.count("#chart-delay .chart-span") == 2)
    }

    /// New numbers are drawn, read back and tabled; a view at the newest goes along.
    private static func update(_ browser: Browser) async throws {
        try await show([ChartSamples.rates], in: browser)
        try await browser.run("document.querySelector('#chart-rates .chart-frame').focus()")
        try await browser.press("+")
        for _ in 0..<12 { try await browser.press(.right) }
        let before = try await view("rates", browser)
        #expect(before.x == [145, 290])
        try await browser.run("document.querySelector('#chart-rates details').open=true")
        let isKnown = try await browser.value(
            """
            const s=glasslabCharts.get('rates').data.series[0];
            const one={...s,x:[...s.x,300,310],y:[...s.y,2500000.5,null]};
            return [glasslabCharts.update('rates',{series:[one]}),glasslabCharts.update('other',{})];
            """,
            as: [Bool].self
        )
        #expect(isKnown == [true, false])
        #expect(try await view("rates", browser).x == [165, 310])
        let text = try await browser.text("#chart-rates .chart-data")
        let read = try JSONDecoder().decode(EmbeddedChart.self, from: Data(try #require(text).utf8))
        #expect(read.series[0].y.suffix(2) == [2_500_000.5, nil] && read.series[0].x.count == 32)
        #expect(read.title == ChartSamples.rates.title)
        let rows = try await browser.texts("#chart-rates tbody tr")
        #expect(rows.suffix(2) == ["300 s2,500,001 bit/s", "310 s–"] && rows.count == 32)
        try await browser.press("0")
        #expect(try await view("rates", browser).x == [0, 310])
        try await newSeries(browser)
    }

    /// A second series brings a legend; a third leaves the focus where it was.
    private static func newSeries(_ browser: Browser) async throws {
        #expect(try await browser.count("#chart-rates .chart-legend") == 0)
        let add = """
            const all=glasslabCharts.get('rates').data.series;
            glasslabCharts.update('rates',{series:[...all,{name:'run '+all.length,kind:'line',colour:9,x:[0,9],y:[1,2]}]});
            """
        try await browser.run(add)
        #expect(try await browser.texts("#chart-rates .chart-legend button") == ["direct", "run 1"])
        #expect(try await browser.count("#chart-rates .chart-series.c1") == 1)
        try await browser.run("document.querySelectorAll('#chart-rates .chart-legend button')[1].focus()")
        try await browser.run(add)
        #expect(try await browser.value("return document.activeElement.textContent", as: String.self) == "run 1")
        #expect(try await browser.count("#chart-rates .chart-legend button") == 3)
    }

    /// Opens a page of charts, as wide as pictures are by themselves.
    private static func show(_ charts: [Chart], in browser: Browser) async throws {
        let folder = try TemporaryFolder()
        let page = TestPage.html(charts.map { ChartFigure.render($0) }, width: 720)
        try page.write(toFile: folder.file("page.html"), atomically: true, encoding: .utf8)
        try await browser.open("file://\(folder.file("page.html"))")
    }

    private static func view(_ id: String, _ browser: Browser) async throws -> View {
        try await browser.value("return glasslabCharts.get('\(id)')", as: View.self)
    }

    /// A script that sends events of a pointer to places told as shares of the plot's width; fingers have numbers.
    private static func gesture(_ id: String, _ events: [(name: String, share: Double)]) -> String {
        let sent = events.map { event in
            let parts = event.name.split(separator: " ")
            let finger =
                parts.count > 1 ? "pointerId:\(parts[1]),pointerType:'touch'," : "pointerId:1,pointerType:'mouse',"
            return "send('\(parts[0])',\(event.share),{\(finger)});"
        }
        return """
            const svg=document.querySelector('#chart-\(id) .chart-live'), plot=svg.querySelector('clipPath rect').getBBox();
            svg.setPointerCapture=()=>{};
            const send=(name,share,more)=>{const box=svg.getBoundingClientRect();
              const at={clientX:box.x+plot.x+share*plot.width,clientY:box.y+100,bubbles:true,cancelable:true,deltaY:-300,...more};
              svg.dispatchEvent(name==='wheel'?new WheelEvent(name,at):new PointerEvent(name,at));};
            \(sent.joined())
            """
    }

    /// The largest difference between two paths of the same commands; 1,000 where the commands differ.
    private static func differ(_ one: String, _ other: String) -> Double {
        let number = /-?[0-9.]+/
        guard one.replacing(number, with: "#") == other.replacing(number, with: "#") else { return 1_000 }
        let numbers = [one, other].map { $0.matches(of: number).compactMap { Double($0.0) } }
        return zip(numbers[0], numbers[1]).map { abs($0 - $1) }.max() ?? 0
    }
}
