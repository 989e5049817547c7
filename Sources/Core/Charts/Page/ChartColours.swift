/// The colours of charts as custom properties of a page.
enum ChartColours {
    /// The kinds of marks, their colours on light and on dark paper, as sRGB in hexadecimal.
    static let marks: [(kind: ChartMark.Kind, light: String, dark: String)] = [
        (.freeze, "0b7480", "4fd1d9"), (.drop, "c2410c", "ff8a5c"), (.stall, "b3123f", "ff6b93"),
        (.reconnect, "6b4fbb", "b79cff"), (.resolution, "4d6b1f", "b6d36b"), (.clockStep, "865a00", "e0b040"),
        (.other, "5a626c", "aab2bc"),
    ]
    /// The rest: text, numbers at the axes, the grid, the paper, what has the focus.
    static let page: [(name: String, light: String, dark: String)] = [
        ("ink", "1b2027", "e6e9ee"), ("dim", "545c66", "a6aeb9"), ("axis", "868f9a", "79828d"),
        ("grid", "dde1e6", "333a43"), ("faint", "eef0f3", "242a31"), ("paper", Palette.lightPaper, Palette.darkPaper),
        ("focus", "0a5cb5", "57b2fa"),
    ]

    /// Both schemes, and the classes that choose a colour.
    static var css: String {
        let light = properties(Palette.light, marks.map { ($0.kind, $0.light) }, page.map { ($0.name, $0.light) })
        let dark = properties(Palette.dark, marks.map { ($0.kind, $0.dark) }, page.map { ($0.name, $0.dark) })
        let series = (0..<Palette.count).map { ".c\($0){--c:var(--chart-\($0))}" }
        let kinds = marks.map { ".m-\($0.kind.rawValue){--c:var(--chart-\($0.kind.rawValue))}" }
        return """
            :root{\(light)}
            @media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){\(dark)}}
            @media screen{:root[data-theme=dark]{\(dark)}}
            \((series + kinds).joined(separator: "\n"))

            """
    }

    private static func properties(
        _ series: [String],
        _ marks: [(kind: ChartMark.Kind, colour: String)],
        _ page: [(name: String, colour: String)]
    ) -> String {
        let all =
            series.enumerated().map { ("\($0.offset)", $0.element) } + marks.map { ($0.kind.rawValue, $0.colour) }
            + page.map { ($0.name, $0.colour) }
        return all.map { "--chart-\($0):#\($1)" }.joined(separator: ";")
    }
}
