import Estimation
import LabModel

/// Where streams looked worst, with what was sent and what came.
struct MomentSection {
    let analysis: RunsAnalysis

    /// So much of pictures a report holds at most, in bytes of their files: with all else it still goes by mail.
    private static let pictureLimit = 500_000

    var section: ReportSection? {
        let runs = analysis.detailed.filter { !$0.worst.isEmpty }
        guard !runs.isEmpty else { return nil }
        var table = ReportTable(
            caption: "The frames that scored lowest, half a second apart or more.",
            columns: ReportTable.columns([
                ("run", .left), ("of", .left), ("score", .left), ("frame", .right), ("at, s", .right),
            ])
        )
        var figures: [ReportFigure] = []
        var room = Self.pictureLimit
        for run in runs {
            for worst in run.worst {
                table.rows.append(Self.cells(worst.moment, run))
                let pair = Self.figures(worst, run)
                let size = pair.reduce(0) { $0 + $1.picture.bytes.count }
                if size <= room {
                    figures += pair
                    room -= size
                }
            }
        }
        let pictures: [ReportDocument.Block] = figures.isEmpty ? [] : [.page([.pictures(figures)])]
        return ReportSection("moments", "Worst moments", [.table(table)] + pictures)
    }

    private static func cells(_ moment: WorstMoment, _ run: ReportRun) -> [String] {
        [
            run.alone, OutsideText.plain(run.comparedAs), score(moment), "\(moment.number.rawValue)",
            moment.atSeconds.map { NumberText.fixed($0, decimals: 1) } ?? "-",
        ]
    }

    private static func score(_ moment: WorstMoment) -> String {
        "\(moment.metric) \(NumberText.fixed(moment.score, decimals: moment.metric.hasSuffix("SSIM") ? 4 : 2))"
    }

    private static func figures(_ worst: ReportMoment, _ run: ReportRun) -> [ReportFigure] {
        let frame = "frame \(worst.moment.number.rawValue) of \(run.inSentence)"
        let sent = worst.reference.map { ReportFigure(picture: $0, caption: "Sent: \(frame)") }
        let came = worst.picture.map {
            ReportFigure(picture: $0, caption: "Received: \(frame), \(score(worst.moment))")
        }
        return [sent, came].compactMap(\.self)
    }
}
