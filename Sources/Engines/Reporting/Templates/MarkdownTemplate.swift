/// A Markdown report as a mustache template; every part comes laid out and escaped.
enum MarkdownTemplate {
    /// The whole text.
    static let page = """
        # {{{title}}}
        {{#parts}}

        {{{.}}}
        {{/parts}}

        """
}
