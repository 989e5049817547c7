import Testing

@testable import Reporting

@Suite struct ReportTemplatesTests {
    @Test func everyTemplateCanBeRead() throws {
        let templates = try ReportTemplates.all()
        for name in HTMLTemplate.texts.keys {
            #expect(!templates.render("html." + name, [:]).contains("{{"), "\(name)")
        }
        #expect(templates.render("none", [:]).isEmpty)
    }

    @Test func textsAreEscapedAndMarkupIsNot() throws {
        let templates = try ReportTemplates.all()
        #expect(
            templates.render("html.text", ["text": "<b> & \u{2068}x\u{2069}"]) == "<p>&lt;b&gt; &amp; <bdi>x</bdi></p>"
        )
        let section = templates.render("html.section", ["id": "a", "title": "A & B", "body": "<p>x</p>"])
        #expect(section.contains("<h2 id=\"a-title\">A &amp; B</h2>\n<p>x</p>"))
        #expect(templates.render("text", ["title": "a & b", "parts": ["<c>"]]) == "a & b\n\n<c>\n")
    }
}
