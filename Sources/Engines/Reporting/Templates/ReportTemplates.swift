import Mustache

/// The templates of all formats, read once.
struct ReportTemplates {
    private let templates: [String: MustacheTemplate]

    private static let shared = Result { try ReportTemplates() }

    /// All templates.
    /// - Throws: `MustacheTemplate.Error` for one that cannot be read.
    static func all() throws -> ReportTemplates {
        try shared.get()
    }

    private init() throws {
        MustacheContentTypes.register(LabHTML(), named: LabHTML.name)
        var templates = [
            "text": try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + TextTemplate.page),
            "markdown": try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + MarkdownTemplate.page),
        ]
        for (name, text) in HTMLTemplate.texts {
            templates["html." + name] = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(LabHTML.name)}}" + text)
        }
        self.templates = templates
    }

    /// The text that a template makes of fields; empty for a name that no template has.
    func render(_ name: String, _ fields: [String: Any]) -> String {
        templates[name]?.render(TemplateFields(values: fields)) ?? ""
    }
}

/// How texts stand in our HTML.
private struct LabHTML: MustacheContentType {
    static let name = "LAB_HTML"

    func escapeText(_ text: String) -> String {
        HTMLText.content(text)
    }
}

/// Named values for a template, found without reflection.
struct TemplateFields: MustacheParent {
    var values: [String: Any]

    func child(named name: String) -> Any? {
        values[name]
    }
}
