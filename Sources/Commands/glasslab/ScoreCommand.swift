import ArgumentParser
import LabCommand
import LabModel
import Machine
import Receiving
import RunConsole
import RunStore

/// `glasslab score`.
struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score a recording's pictures against their reference, and store that as a run.",
        discussion: """
            The marks of a recording say which frame each picture shows, and the stream's
            description (the JSON of its /stream) lets the reference be drawn again. With
            --marks none two files are compared frame by frame, in order. Everything is
            scored unless --quality says what.

            EXAMPLES
              curl -s http://127.0.0.1:8080/stream > stream.json
              glasslab score recording.ts --stream stream.json
              glasslab score recording.ts --stream stream.json --content clip.mp4 --keep-worst 3
              glasslab score --reference clip.mp4 --distorted small.mp4 --marks none --quality vmaf

            EXIT CODES
              0 done, 1 failed, 2 wrong usage, 3 stored but not scored to the end, or not at all
            """
    )

    @Argument(help: "The recording, a file with marks; - for standard input.")
    var recording: String?

    @Option(help: "The stream's description, an address or a file.")
    var stream: String?

    @Option(help: ArgumentHelp("The file that the streamer played, where it drew nothing.", valueName: "file"))
    var content: String?

    @Option(help: ArgumentHelp("With --marks none: the file that shows what was sent.", valueName: "file"))
    var reference: String?

    @Option(help: ArgumentHelp("With --marks none: the file whose pictures are scored.", valueName: "file"))
    var distorted: String?

    @Option(help: "Whose marks tell the frames.")
    var marks: Marks = .lab

    @OptionGroup var quality: QualityOptions

    @Option(help: "The run's name. (default: score-TIME-RANDOM)")
    var id: String?

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    enum Marks: String, CaseIterable, ExpressibleByArgument {
        case lab, none
    }

    func validate() throws {
        let isPair = reference != nil || distorted != nil
        switch marks {
        case .none:
            guard reference != nil, distorted != nil, recording == nil else {
                throw ValidationError("--marks none compares two files: name them with --reference and --distorted.")
            }
            guard stream == nil, content == nil else {
                throw ValidationError(
                    "--stream and --content say nothing with --marks none: --reference is the reference."
                )
            }
        case .lab:
            guard !isPair else {
                throw ValidationError("--reference and --distorted are compared in order: add --marks none.")
            }
            guard recording != nil else {
                throw ValidationError("Name a recording, or two files with --reference, --distorted and --marks none.")
            }
        }
    }

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let settings = try standard.settings()
        let content = try settings.value(.content, flag: content, as: .text)
        let scoring = try quality.settings(
            from: settings,
            content: marks == .none ? nil : content,
            default: Set(QualityMetric.allCases)
        )
        guard let scoring else { throw ValidationError("--quality none leaves nothing to score.") }
        let clock = SystemClock()
        var random = SystemRandomNumberGenerator()
        let usual = RunIdentifiers.id(command: Self._commandName, at: clock.now(), using: &random)
        let id = try settings.value(.id, flag: id, default: usual, as: .runID)
        let runs = RunConsole(console: console, clock: clock, isJSON: try settings.flag(.json, flag: standard.json))
        let path = try database.path(settings)
        let uuid = RunUUID.make(at: clock.now(), using: &random)
        if let reference, let distorted {
            let job = PairScoring(reference: reference, distorted: distorted, scoring: scoring, clock: clock)
            let status = try await job.run(id: id, uuid: uuid, database: path, console: runs)
            throw status.exitCode
        }
        var receive = ReceiveSettings(url: recording ?? "-", id: id)
        receive.provider = "file"
        receive.description = try settings.value(.stream, flag: stream, as: .text)
        receive.quality = scoring
        throw try await score(receive, uuid: uuid, database: path, console: runs, clock: clock).exitCode
    }

    /// Receives the recording, which scores it: its marks are read and counted as of any run.
    private func score(
        _ receive: ReceiveSettings,
        uuid: String,
        database path: String,
        console runs: RunConsole,
        clock: SystemClock
    ) async throws -> ExitStatus {
        let store = try RunStore.open(path, telling: runs.console)
        let scoringStop = ScoringStop()
        let receiver = Receiver(
            settings: receive,
            store: store,
            clock: clock,
            machine: Host.facts(),
            versions: RunVersions.all,
            scoringStop: scoringStop
        )
        let outcome = try await withInterruptHandling { interrupt in
            let measuring = Task { try await receiver.run(uuid: uuid, onProgress: runs.show) }
            interrupt.onRequest { measuring.cancel() }
            interrupt.onFurtherRequest { scoringStop.request() }
            return try await measuring.value
        }
        let status = try runs.finish(outcome, store: store, samples: nil)
        return status == .done && outcome.summary.quality?.matched == nil ? .partial : status
    }
}
