import Mustache
import Testing

@testable import LabServer

@Suite("Templates of pages")
struct PageTemplatesTests {
    @Test("can be parsed and name only templates that there are", arguments: PageTemplate.allCases)
    func parsed(template: PageTemplate) throws {
        _ = try MustacheTemplate(string: template.text)
        for match in template.text.matches(of: /\{\{[<>]\s*(\w+)/) {
            #expect(PageTemplate(rawValue: String(match.1)) != nil, "\(match.1)")
        }
    }

    @Test("leave nothing unescaped but pictures and sections that are HTML already")
    func unescaped() {
        let raw = PageTemplate.allCases.flatMap { $0.text.matches(of: /\{\{\{\s*([\w.]+)/).map { String($0.1) } }
        #expect(Set(raw) == ["figure", "report.html"])
    }

    @Test("hold no style, handler or script of their own, which the policy forbids", arguments: PageTemplate.allCases)
    func policy(template: PageTemplate) {
        #expect(!template.text.contains("style=\""))
        #expect(template.text.firstMatch(of: /\son[a-z]+=/) == nil)
        #expect(template.text.firstMatch(of: /<script(?! src=)/) == nil)
    }

    @Test("give every form that changes something the page's own token", arguments: PageTemplate.allCases)
    func tokens(template: PageTemplate) {
        for form in template.text.split(separator: "<form").dropFirst() where form.contains("method=\"post\"") {
            #expect(form.contains("name=\"csrf\""))
        }
    }

    @Test("have every asset that a page names")
    func assets() {
        for asset in PageAsset.allCases {
            #expect(!asset.text.isEmpty || asset == .reportScript, "\(asset)")
            #expect(asset.address == "/assets/\(asset.rawValue)")
        }
        #expect(PageAsset.style.contentType == "text/css; charset=utf-8")
        #expect(PageAsset.script.contentType == "text/javascript; charset=utf-8")
        #expect(PageAsset.icon.contentType == "image/svg+xml")
    }
}
