import ArgumentParser
import LabCommand
import LabModel
import Reporting
import RunStore

/// `glasslab show`.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a run measured.",
        discussion: """
            The numbers of a run that was killed are computed from what it had stored.

            EXAMPLES
              glasslab show test1
              glasslab show test1@2 --json
              glasslab show test1 --db /data/runs.sqlite
            """
    )

    @Argument(help: "The run: ID for its latest complete attempt, ID@2 for one, or its uuid.")
    var id: String

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let path = try database.path(settings)
        let store = try RunStore.open(path, mode: .readOnly)
        let stored = try StoredSummary(named: id, in: store)
        stored.explain(on: console)
        if isJSON {
            try console.write(JSONReport.render([stored.summary]))
        } else {
            let style = console.textStyle
            let text = TextReport.render(
                stored.summary,
                trend: TrendPoint.reduce(samples: stored.samples, to: style.width * 2),
                worst: WorstMoment.find(
                    try store.scoredFrames(of: stored.run),
                    samples: stored.samples,
                    framesPerSecond: stored.summary.media.fps
                ),
                location: RunLocation(database: path, name: stored.run.name),
                style: style
            )
            try console.write(text)
        }
    }
}
