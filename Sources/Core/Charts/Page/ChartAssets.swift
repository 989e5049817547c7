/// What a page with charts holds once.
public enum ChartAssets {
    /// The stylesheet of figures, both colour schemes; begins with custom properties that a page may set anew.
    ///
    /// The scheme is the system's, or that of `data-theme="light"` or `"dark"` at the page's root element; what is
    /// printed is light. Holds no `<`.
    public static let css = tight(ChartColours.css + ChartStylesheet.css)

    /// Plain JavaScript that makes figures zoom and tell values; it offers `glasslabCharts`.
    ///
    /// Needs no library, no network and neither `eval`, inline handlers nor inline styles, so that it runs under
    /// `script-src` with a hash or `'self'`; stands at the end of the page's body or is deferred. Holds no `<`
    /// followed by a slash or an exclamation mark. docs/formats.md tells its functions, docs/dashboard.md its keys.
    public static let script = ScriptPress.pressed(
        "(() => {\n'use strict';\n"
            + [
                ChartScript.numbers, ChartScript.ticks, ChartScript.axes, ChartScript.shapes, ChartScript.drawing,
                ChartScript.reading, ChartScript.handling, ChartScript.page,
            ].joined(separator: "\n")
            + "\n})();\n"
    )

    /// The text without indentation and empty lines.
    private static func tight(_ text: String) -> String {
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
