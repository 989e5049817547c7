import Estimation
import Foundation
import LabModel
import Testing

@testable import Reporting

/// Whatever others wrote stands in the report as text: cut, set apart, and never as markup.
@Suite struct HostileTextTests {
    private static let texts = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style></script>",
        "{{{body}}} {{#rows}}", "\u{202E}evil\u{202C}\u{2066}x", "שלום <b>עולם</b>", "a\u{0}b\u{1B}[31mred\r\nnew",
        "| a | *b* `c` [d](javascript:alert(1))", "=cmd|' /C calc'!A0", String(repeating: "<x>", count: 3_400),
    ]

    private static let plain = Result { try RunsReport.render(HostileTextTests().input("plain"), as: .html) }

    /// Two runs with little to draw: the texts count.
    private static let planted: ReportInput = {
        var input = PlantedReport.input(providers: ["direct", "cloud"], runs: 1)
        for index in input.runs.indices {
            input.runs[index].digest?.delays.removeLast(95)
            input.runs[index].digest?.clock.removeLast(15)
            input.runs[index].summary.playout = nil
        }
        return input
    }()

    private func input(_ text: String) -> ReportInput {
        var input = Self.planted
        for index in input.runs.indices {
            var summary = input.runs[index].summary
            summary.run.id = text
            summary.run.url = "http://host/" + text
            if summary.run.provider == "cloud" {
                summary.run.provider = text
                input.runs[index].comparedAs = text
            }
            summary.run.settings[text] = .text(text)
            summary.run.versions[text] = text
            summary.run.machine["cpu"] = .text(text)
            summary.events = [RunEvent(tS: 1, code: text, text: text)]
            summary.warnings = [RunWarning(code: .outliers, text: text, remedy: text)]
            summary.quality?.vmafModel = text
            summary.media.variant = text
            input.runs[index].summary = summary
        }
        input.leftOut = [text]
        input.command = "glasslab report \(text)"
        input.options.title = text
        return input
    }

    @Test(arguments: texts.indices)
    func nothingBecomesMarkup(index: Int) throws {
        let text = Self.texts[index]
        let html = try RunsReport.render(input(text), as: .html)
        let own = try Self.plain.get()
        for word in ["<script", "<img", "<b>", "onerror=", "onmouseover=", "</style>", "<x>", "<style", "<section"] {
            // Escaped, the words of attributes stay in the text; as markup there are as many as without them.
            let tags = { (page: String) in page.components(separatedBy: word).count }
            if word.hasPrefix("<") {
                #expect(tags(html) == tags(own), "\(word)")
            } else {
                #expect(!html.contains(" \(word)") || html.contains("&#39; \(word)") || html.contains("x \(word)"))
            }
        }
        #expect(!html.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        #expect(!html.unicodeScalars.contains { ("\u{202A}"..."\u{202E}").contains($0) || $0 == "\u{2066}" })
        #expect(html.contains("<bdi>"))
    }

    /// Every element that is opened is closed, in order.
    @Test(arguments: texts.indices)
    func thePageIsWellFormed(index: Int) throws {
        let html = try RunsReport.render(input(Self.texts[index]), as: .html)
        let void: Set<String> = ["meta", "img", "br", "input", "link"]
        var body = html
        for name in ["style", "script"] {
            while let start = body.firstRange(of: "<\(name)"), let end = body.firstRange(of: "</\(name)>") {
                body.removeSubrange(start.lowerBound..<end.upperBound)
            }
        }
        var open: [String] = []
        for match in body.matches(of: #/<(\/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s+[a-zA-Z:-]+(?:="[^"<]*")?)*\s*(\/?)>/#) {
            let name = String(match.output.2)
            if !match.output.1.isEmpty {
                #expect(open.last == name)
                _ = open.popLast()
            } else if match.output.3.isEmpty, !void.contains(name) {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: texts.indices)
    func terminalsAndMarkdownGetPlainText(index: Int) throws {
        let input = input(Self.texts[index])
        for format in [ReportFormat.text, .markdown] {
            let text = try RunsReport.render(input, as: format)
            #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
            #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .format })
            #expect(text.utf8.count < 100_000)
        }
        let markdown = try RunsReport.render(input, as: .markdown)
        let outsideCode = markdown.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 0 }
            .map(\.element).joined()
        #expect(!outsideCode.contains("<script") && !outsideCode.replacing("\\]", with: "").contains("](javascript"))
    }

    /// JSON and CSV carry the whole text.
    @Test(arguments: texts.indices)
    func machinesGetEverything(index: Int) throws {
        let input = input(Self.texts[index])
        let json = try RunsReport.render(input, as: .json)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let runs = try #require(object["runs"] as? [[String: Any]])
        let summary = try #require(runs[0]["summary"] as? [String: Any])
        #expect((summary["run"] as? [String: Any])?["id"] as? String == Self.texts[index])
        let csv = try RunsReport.render(input, as: .csv)
        #expect(csv.contains(CSVField.text(Self.texts[index])))
    }

    /// A pasted command does nothing but measure.
    @Test(arguments: texts.indices)
    func commandsAreQuoted(index: Int) throws {
        let run = input(Self.texts[index]).runs[0]
        let line = try #require(RepeatCommands.line(run, among: []))
        #expect(line.contains("--id \(ShellWord.quoted(Self.texts[index]))"))
    }
}
