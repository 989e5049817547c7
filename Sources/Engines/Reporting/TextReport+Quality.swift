import LabModel

/// Picture quality; nothing of it where it was not scored.
extension TextReport {
    /// A metric's column: its title, its decimals, and where it stands.
    private struct Metric {
        var title: String
        var decimals: Int
        /// Its key in the pools.
        var key: String
        var score: KeyPath<Summary.Scores, Double?>
    }

    private static var metrics: [Metric] {
        [
            Metric(title: "PSNR Y", decimals: 2, key: "psnr_y_db", score: \.psnrYDb),
            Metric(title: "of mean MSE", decimals: 2, key: "psnr_y_mse_db", score: \.psnrYMseDb),
            Metric(title: "SSIM", decimals: 4, key: "ssim_y", score: \.ssimY),
            Metric(title: "MS-SSIM", decimals: 4, key: "ms_ssim_y", score: \.msSsimY),
            Metric(title: "VMAF", decimals: 2, key: "vmaf", score: \.vmaf),
        ]
    }

    /// The table of scores: matched beside as displayed, whole pictures beside those without the mark.
    static func scores(_ summary: Summary, style: TextStyle) -> [String] {
        guard let quality = summary.quality else { return [] }
        let sets = [
            ("matched", "", quality.matched), ("as displayed", "as_displayed.", quality.asDisplayed),
        ]
        let metrics = metrics
        let rows: [ScoreRow] = sets.flatMap { name, prefix, scores in
            scores.map { scoreRows(name, $0, prefix: prefix, of: quality) } ?? []
        }
        let shown = metrics.indices.filter { column in rows.contains { $0.values[column] != nil } }
        guard !shown.isEmpty else { return [] }
        var table = TextTable(
            columns: [TextTable.Column(title: "quality", alignment: .left)]
                + shown.map { TextTable.Column(title: metrics[$0].title, alignment: .right) }
        )
        table.rows = rows.map { row in
            [row.name]
                + shown.map { column in
                    row.values[column].map { NumberText.fixed($0, decimals: metrics[column].decimals) } ?? "-"
                }
        }
        var lines = table.lines()
        lines[0] = style.paint(lines[0], .faint)
        return lines
    }

    private typealias ScoreRow = (name: String, values: [Double?])

    /// The means, the low percentiles and the means without the mark, as far as they are known.
    private static func scoreRows(
        _ name: String,
        _ scores: Summary.Scores,
        prefix: String,
        of quality: Summary.Quality
    ) -> [ScoreRow] {
        let pooled = { (suffix: String, pool: String) in
            metrics.map { quality.pools[prefix + $0.key + suffix]?[pool] }
        }
        let rows: [ScoreRow] = [
            (name, metrics.map { scores[keyPath: $0.score] }),
            ("  its p5", pooled("", "p5")),
            ("  its p1", pooled("", "p1")),
            ("  without the mark", pooled(".masked", "mean")),
        ]
        return rows.filter { row in row.values.contains { $0 != nil } }
    }

    /// How much was scored, and what decibels came with a trace.
    static func quality(_ quality: Summary.Quality?) -> String? {
        guard let quality else { return nil }
        let frames = NumberText.count(quality.framesScored, "frame")
        let share = quality.everyN.map { $0 == 1 ? "" : ", one of \($0)" } ?? ""
        return join([
            quality.everyN == nil ? nil : "\(frames) scored\(share)",
            quality.vmafModel.map { model in
                "VMAF by \(model)\(quality.vmafVersion.map { " of \($0)" } ?? "")"
            },
            quality.importedDb.flatMap { db in
                db.mean.map { "\(db.unit.uppercased()) \(NumberText.fixed($0, decimals: 2)) dB as imported" }
            },
        ])
    }

    /// The moments that scored lowest.
    static func moments(_ worst: [WorstMoment]) -> String? {
        join(
            worst.map { moment in
                let decimals = moment.metric.hasSuffix("SSIM") ? 4 : 2
                let time = moment.atSeconds.map { " (\(NumberText.fixed($0, decimals: 1)) s)" } ?? ""
                let score = NumberText.fixed(moment.score, decimals: decimals)
                return "\(moment.metric) \(score) at frame \(moment.number.rawValue)\(time)"
            }
        )
    }
}
