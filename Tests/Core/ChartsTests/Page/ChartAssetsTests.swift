import Testing

@testable import Charts

@Suite("ChartAssets")
struct ChartAssetsTests {
    @Test("the script is small, and can stand in a page under a strict policy")
    func script() {
        let script = ChartAssets.script
        #expect(script.utf8.count < 20_000)
        #expect(!script.contains("</") && !script.contains("<!"))
        for word in [
            "eval", "Function(", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "setTimeout",
            "fetch",
        ] {
            #expect(!script.contains(word), "\(word)")
        }
        #expect(!script.contains("'style'"))
        #expect(script.hasPrefix("(()=>{'use strict';") && script.hasSuffix("})();"))
    }

    @Test("the stylesheet can stand in a page, and names every class that pictures use")
    func css() {
        let css = ChartAssets.css
        #expect(!css.contains("<") && !css.contains("@import") && !css.contains("url("))
        var used: Set<Substring> = []
        for chart in ChartSamples.all {
            let html = ChartFigure.render(chart) + ChartSVG.render(chart, style: ChartStyle(standalone: true))
            for match in html.matches(of: /class="([^"]*)"/) {
                used.formUnion(match.1.split(separator: " "))
            }
        }
        // These are only found by the script.
        used.subtract(["chart-data", "chart-series", "chart-ticks", "chart-mark", "chart-keys"])
        for name in used {
            #expect(css.contains(".\(name)"), "\(name)")
        }
    }

    @Test("both schemes set the same properties")
    func schemes() throws {
        let blocks = ChartAssets.css.matches(of: /\{(--chart-0[^}]*)\}/).map(\.1)
        #expect(blocks.count == 3)
        let names = blocks.map { $0.split(separator: ";").map { $0.split(separator: ":")[0] } }
        #expect(names.allSatisfy { $0 == names[0] } && names[0].count == 22)
    }
}
