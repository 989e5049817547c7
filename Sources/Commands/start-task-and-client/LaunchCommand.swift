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
            The streamer is stopped whatever happens: on errors, on Ctrl-C, and when this process is killed (one on ECS
            then at the next start). The first Ctrl-C ends the measurement and stores it.

            EXAMPLES
              start-task-and-client --id test1
              start-task-and-client --id hd --image-size 2 --fps 30 --duration 1m
              start-task-and-client --id starts --joins 50
              start-task-and-client --id good --quality psnr,ssim,vmaf
              start-task-and-client --id bad --link delay=100ms,jitter=5ms,loss=1%,rate=4M
              start-task-and-client --id ci --size 640x360 --duration 5 --json
              start-task-and-client --id ways --provider direct --provider ll-hls --provider nginx-rtmp
              start-task-and-client --id page --report page.html
              start-task-and-client --id cdn --providers mine.yaml --provider acme
              start-task-and-client --id cloud --on ecs --cpu 1024 --memory 2 --region eu-central-1
              start-task-and-client --id cloud --on ecs --dry-run

            EXIT CODES
              0 done, 1 failed, 2 wrong usage, 3 stored but interrupted, ended early or
              without a readable mark, or a task on ECS may still run; 75 AWS cannot do
              it for now, or the database is locked: try again; of several providers 0
              where all are done, 1 where all failed, else 3
            """,
        version: LabVersion.text(of: "start-task-and-client")
    )

    @OptionGroup var streaming: StreamingOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var network: LinkOption
    @OptionGroup var database: DatabaseOption
    @OptionGroup var cloud: CloudOptions
    @Option(help: .hidden)
    var exitWith: Int32?

    @OptionGroup var standard: LongStandardOptions

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let settings = try standard.settings()
        let request = try LaunchRequest(self, settings)
        let wish = GroupConsole.Wish(
            isJSON: try settings.flag(.json, flag: standard.json),
            isVerbose: try settings.flag(.verbose, flag: standard.verbose)
        )
        let status =
            switch request.place {
            case .local: try await measureHere(request, settings, wish, on: console)
            case .ecs: try await runOnECS(request, settings, wish, on: console)
            }
        throw status.exitCode
    }

    private func measureHere(
        _ request: LaunchRequest,
        _ settings: Settings,
        _ wish: GroupConsole.Wish,
        on console: Console
    ) async throws -> ExitStatus {
        try cloud.refuseForLocal()
        let clock = request.clock
        let job = try request.job { LocalTask($0, clock: clock, onLine: $1) }
        let runs = LaunchConsole(request.names, on: console, clock: clock, wish: wish)
        return try await measure(request, by: job, settings, runs, telling: console, isVerbose: wish.isVerbose)
    }

    private func runOnECS(
        _ request: LaunchRequest,
        _ settings: Settings,
        _ wish: GroupConsole.Wish,
        on console: Console
    ) async throws -> ExitStatus {
        let launch = try CloudLaunch(cloud, request, settings)
        guard !cloud.dryRun else {
            try console.write(PlanText.render(launch.plan, isJSON: wish.isJSON))
            return .done
        }
        console.note(PlanText.cost(of: launch.plan))
        let runs = LaunchConsole(request.names, on: console, clock: request.clock, wish: wish)
        defer { runs.clear() }
        runs.show("asking AWS where tasks run")
        let place = try await launch.findPlace(telling: console)
        let teller = StageTeller(runs: runs, console: console, launch: launch, tellsKept: !cloud.noMeasure)
        var isTold = false
        defer {
            if !isTold {
                launch.tellKept(on: console)
            }
        }
        do {
            guard !cloud.noMeasure else {
                let task = launch.task(request.stream, at: place, onStage: teller.tell)
                try await ServedTask(task: task, launch: launch, request: request).serve(wish, on: console)
                isTold = true
                return launch.status(.done)
            }
            let job = try request.job { stream, _ in launch.task(stream, at: place, onStage: teller.tell) }
            var request = request
            request.receive.manifestSettings.merge(launch.manifest(at: place)) { $1 }
            let status = try await measure(
                request,
                by: job,
                settings,
                runs,
                telling: console,
                isVerbose: wish.isVerbose
            )
            return launch.status(status)
        } catch let error as FargateError {
            teller.tellLastWords(error)
            throw error
        }
    }

    private func measure(
        _ request: LaunchRequest,
        by job: ProviderMeasurement,
        _ settings: Settings,
        _ runs: LaunchConsole,
        telling console: Console,
        isVerbose: Bool
    ) async throws -> ExitStatus {
        let store = try RunStore.open(try database.path(settings), telling: console)
        let launch = Launch(
            job: job,
            receive: request.receive,
            store: store,
            clock: request.clock,
            exitWith: exitWith
        )
        defer { runs.clear() }
        let results = try await launch.run(
            request.names.count,
            listeners: runs.listeners(telling: console, isVerbose: isVerbose)
        )
        defer { request.report?.write(results, from: store, console: console) }
        return try runs.finish(results, store: store)
    }
}
