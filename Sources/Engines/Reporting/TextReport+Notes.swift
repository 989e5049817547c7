import LabModel

/// What a reader has to know beside the numbers.
extension TextReport {
    private static let eventLimit = 12

    /// Each warning with its remedy.
    static func warnings(_ summary: Summary, style: TextStyle) -> [String] {
        summary.warnings.flatMap { warning in
            let sign = style.unicode ? "⚠ " : "! "
            let text = TextStyle.wrap(style.clean(warning.text), width: style.width - 2).enumerated().map {
                index,
                line in
                (index == 0 ? style.paint(sign, .warning) : "  ") + style.paint(line, .warning)
            }
            guard !warning.remedy.isEmpty else { return text }
            let remedy = TextStyle.wrap(style.clean(warning.remedy), width: style.width - 4)
            return text + remedy.map { "    " + $0 }
        }
    }

    /// The first events, each with its time.
    static func events(_ summary: Summary, style: TextStyle) -> [String] {
        guard !summary.events.isEmpty else { return [] }
        let shown = summary.events.prefix(eventLimit).flatMap { event in
            lines("\(NumberText.fixed(event.tS, decimals: 1)) s", "\(event.code): \(event.text)", style: style)
        }
        let rest = summary.events.count - eventLimit
        return shown
            + (rest > 0 ? lines("", "and \(NumberText.count(rest, "more event")), see --json", style: style) : [])
    }

    /// Where the run is and how it is shown again.
    static func stored(_ location: RunLocation?, style: TextStyle) -> [String] {
        guard let location else { return [] }
        return [
            style.paint(TextTable.pad("stored", to: 12, .left), .faint) + style.clean(location.database),
            style.paint(TextTable.pad("show again", to: 12, .left), .faint) + style.clean(location.command),
        ]
    }
}
