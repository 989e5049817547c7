import Mustache

/// All templates, parsed once.
struct PageTemplates: Sendable {
    /// A page could not be drawn: a template names one that there is not.
    struct Missing: Error {
        var template: String
    }

    /// Those of this server; a template that cannot be parsed fails each page, and the tests.
    private static let parsed = Result { try PageTemplates() }

    private let library: MustacheLibrary

    init() throws {
        var library = MustacheLibrary()
        for template in PageTemplate.allCases {
            try library.register(template.text, named: template.rawValue)
        }
        self.library = library
    }

    /// A page as HTML.
    /// - Throws: what is wrong with the templates.
    static func render<View: PageView>(_ view: View) throws -> String {
        guard let text = try parsed.get().library.render(view, withTemplate: View.template.rawValue) else {
            throw Missing(template: View.template.rawValue)
        }
        return text
    }
}

/// What a template is filled with: texts as they are shown, not yet escaped.
protocol PageView: Sendable {
    /// The template that it fills.
    static var template: PageTemplate { get }
}
