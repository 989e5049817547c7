import ArgumentParser
import Foundation
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
              start-task-and-client --id ways --provider direct --provider ll-hls --provider nginx-rtmp
              start-task-and-client --id cdn --providers mine.yaml --provider acme

            EXIT CODES
              0 done, 1 failed, 2 wrong usage, 3 stored but interrupted, ended early or without a readable mark; of
              several providers 0 where all are done, 1 where all failed, else 3
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
        if try streaming.asksForLimits(settings) {
            receive.notes = [StreamingOptions.limitsNotEnforced]
        }
        let choices = try measuring.choices(from: settings)
        var random = SystemRandomNumberGenerator()
        let links = try network.choice(settings, isPushed: choices.contains { $0.isPushed }, using: &random)
        (receive.link, receive.pushLink) = (links.receiving, links.pushing)
        let job = try ProviderMeasurement(
            choices,
            stream: stream,
            environment: ProcessInfo.processInfo.environment,
            clock: clock
        )
        let wish = GroupConsole.Wish(
            isJSON: try settings.flag(.json, flag: standard.json),
            isVerbose: try settings.flag(.verbose, flag: standard.verbose)
        )
        let store = try RunStore.open(try database.path(settings))
        let launch = Launch(job: job, receive: receive, store: store, clock: clock)
        if choices.count == 1 {
            let runs = RunConsole(console: console, clock: clock, isJSON: wish.isJSON)
            defer { runs.clear() }
            let results = try await launch.run(
                1,
                listeners: .init(
                    onStage: { Launch.show($0, on: console, isVerbose: wish.isVerbose, progress: runs.show) },
                    onProgress: { runs.show($1) }
                )
            )
            throw try runs.finish(results[0].get(), store: store, samples: nil).exitCode
        }
        let names = choices.map(\.provider.name)
        let runs = GroupConsole(console: console, clock: clock, names: names, wish: wish)
        defer { runs.clear() }
        let results = try await launch.run(
            names.count,
            listeners: .init(
                onStage: { Launch.show($0, on: console, isVerbose: wish.isVerbose, progress: runs.show) },
                onProgress: { runs.show($1, of: $0) }
            )
        )
        throw try runs.finish(results, store: store).exitCode
    }
}
