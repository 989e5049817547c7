import Estimation
import LabCommand
import LabModel
import Receiving
import Reporting
import RunStore

extension Console {
    /// How texts may look here.
    var runStyle: TextStyle {
        TextStyle(colour: hasColour, unicode: hasUnicode, width: width)
    }

    /// The summary of a run to read, with its course over time and its worst moments.
    /// - Throws: `RunStoreError`.
    func text(_ outcome: RunOutcome, store: RunStore) throws -> String {
        let samples = try store.samples(of: outcome.run)
        return TextReport.render(
            outcome.summary,
            trend: TrendPoint.reduce(samples: samples),
            worst: WorstMoment.find(
                try store.scoredFrames(of: outcome.run),
                samples: samples,
                framesPerSecond: outcome.summary.media.fps
            ),
            location: RunLocation(database: store.path, name: outcome.run.name),
            style: runStyle
        )
    }
}
