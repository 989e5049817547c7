import LabModel

/// Where the delay of a segmented stream sits; nothing of it for continuous ones.
extension TextReport {
    /// The table of what lies between a segment's end and its last byte.
    static func segmentTimes(_ summary: Summary, style: TextStyle) -> [String] {
        guard let segments = summary.segments else { return [] }
        let times: [(name: String, mean: Double?, p95: Double?)] = [
            ("its end to its request", segments.requestMs, segments.requestP95Ms),
            ("request to first byte", segments.firstByteMs, segments.firstByteP95Ms),
            ("request to last byte", segments.lastByteMs, segments.lastByteP95Ms),
            ("its end to its last byte", segments.completeMs, segments.completeP95Ms),
            ("age of the playlist", segments.playlistAgeMs, segments.playlistAgeP95Ms),
        ]
        guard times.contains(where: { $0.mean != nil }) else { return [] }
        let largest = times.compactMap { $0.p95?.magnitude }.max() ?? 0
        let decimals = NumberText.decimals(for: largest)
        let cell = { (value: Double?) in value.map { NumberText.fixed($0, decimals: decimals) } ?? "-" }
        let unit = segments.partDurationMs == nil ? "segment" : "segment or part"
        var table = TextTable(columns: [
            TextTable.Column(title: "\(unit), in ms", alignment: .left),
            TextTable.Column(title: "mean", alignment: .right), TextTable.Column(title: "p95", alignment: .right),
        ])
        table.rows = times.filter { $0.mean != nil }.map { [$0.name, cell($0.mean), cell($0.p95)] }
        var lines = table.lines()
        lines[0] = style.paint(lines[0], .faint)
        return lines
    }

    /// How many there were, and how long they last.
    static func segments(_ segments: Summary.Segments?) -> String? {
        guard let segments else { return nil }
        return join([
            "\(segments.count) asked for",
            segments.segmentDurationMs.map { "segments of \(NumberText.length(milliseconds: $0))" },
            segments.partDurationMs.map { "parts of \(NumberText.length(milliseconds: $0))" },
            segments.hinted > 0 ? "\(segments.hinted) by a hint" : nil,
            segments.backlog > 0 ? "\(segments.backlog) backlog" : nil,
            segments.incomplete > 0 ? "\(segments.incomplete) did not come whole" : nil,
        ])
    }

    /// What a player would see that begins where the playlist puts it.
    static func start(_ start: Summary.Start?) -> String? {
        guard let start else { return nil }
        return join([
            "begins \(NumberText.length(milliseconds: start.holdBackMs)) behind the playlist's end",
            start.delayMs.map { "delay \(NumberText.length(milliseconds: $0))" } ?? "delay not known",
            start.stalledRatio.map { "stalls \(NumberText.fixed($0 * 100, decimals: 2)) % of the time" },
        ])
    }
}
