import ArgumentParser
import LabCommand
import LabModel
import Machine
import Measuring
import Receiving
import RunConsole
import Relaying
import RunStore
import Tasks

/// Wiring: options to settings, the job to its outcome, the outcome to the console.
@main struct LaunchCommand: LabExecutable {
    static let configuration = CommandConfiguration(
        commandName: "start-task-and-client",
        abstract: "Start a streamer, measure its stream, store the run, stop the streamer.",
        discussion: """
            The streamer is stopped whatever happens: on errors, on Ctrl-C, and when this process is killed. The first
            Ctrl-C ends the measurement and stores it.

            EXAMPLES
              start-task-and-client --id test1
              start-task-and-client --id hd --image-size 2 --fps 30 --duration 1m
              start-task-and-client --id starts --joins 50
              start-task-and-client --id bad --link delay=100ms,jitter=5ms,loss=1%,rate=4M
              start-task-and-client --id ci --size 640x360 --duration 5 --json

            EXIT CODES
              0 done, 1 failed, 2 wrong usage, 3 stored but interrupted, ended early or without a readable mark
            """,
        version: LabVersion.text(of: "start-task-and-client")
    )

    @OptionGroup var streaming: StreamingOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var network: LinkOption
    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: LongStandardOptions

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let clock = SystemClock()
        let settings = try standard.settings()
        let id = try settings.required(.id, flag: measuring.id, as: .runID)
        let stream = try streaming.settings(id: id, from: settings)
        var receive = try measuring.settings(id: id, stream: stream, from: settings)
        var random = SystemRandomNumberGenerator()
        receive.link = try network.choice(settings, isPushed: false, using: &random).receiving
        if try streaming.asksForLimits(settings) {
            receive.notes = [StreamingOptions.limitsNotEnforced]
        }
        let isJSON = try settings.flag(.json, flag: standard.json)
        let store = try RunStore.open(try database.path(settings))
        let runs = RunConsole(console: console, clock: clock, isJSON: isJSON)
        let job = LocalMeasurement(task: LocalTask(stream, clock: clock)) { [receive] url in
            var receive = receive
            receive.url = url
            return Receiver(
                settings: receive,
                store: store,
                clock: clock,
                machine: Host.facts(),
                versions: RunVersions.all
            )
        }
        let uuid = RunUUID.make(at: clock.now(), using: &random)
        defer { runs.clear() }
        let isVerbose = standard.verbose
        let outcome = try await withInterruptHandling { interrupt in
            let measuring = Task {
                try await job.run(
                    uuid: uuid,
                    onStage: { Self.show($0, on: runs, verbosely: isVerbose) },
                    onProgress: runs.show
                )
            }
            interrupt.onRequest { measuring.cancel() }
            return try await measuring.value
        }
        throw try runs.finish(outcome, store: store, samples: nil).exitCode
    }

    private static func show(_ stage: LocalMeasurement.Stage, on runs: RunConsole, verbosely isVerbose: Bool) {
        switch stage {
        case .starting:
            runs.show("starting the streamer")
        case .measuring(let address):
            if isVerbose {
                runs.console.note("the streamer serves at \(address.url("/")), stream \(address.streamID)")
            }
        }
    }
}
