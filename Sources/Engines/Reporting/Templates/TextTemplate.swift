/// A plain text report as a mustache template; every part comes laid out and cleaned.
enum TextTemplate {
    /// The whole text.
    static let page = """
        {{{title}}}
        {{#parts}}

        {{{.}}}
        {{/parts}}

        """
}
