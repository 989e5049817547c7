import ArgumentParser
import LabCommand
import LabModel
import Machine
import Receiving
import RunConsole
import Relaying
import RunStore

/// Wiring: options to settings, the run to its outcome, the outcome to the console.
@main struct ReceiverCommand: LabExecutable {
    static let configuration = CommandConfiguration(
        commandName: "receiver",
        abstract: "Receive a stream, read the mark of every frame, and measure it.",
        discussion: """
            The run is stored, and its summary printed. Ctrl-C ends a run early: it is stored all the same.

            EXAMPLES
              receiver http://127.0.0.1:8080/live.ts
              receiver http://127.0.0.1:8080/live.ts --duration 1m --id evening
              receiver rtmp://host/live/cam --control http://127.0.0.1:8080/live.ts
              receiver http://127.0.0.1:8080/live.ts --joins 20
              receiver http://127.0.0.1:8080/live.ts --quality psnr,ssim,vmaf
              receiver http://127.0.0.1:8080/hls/stream.m3u8 --variant highest
              receiver 'srt://host:9000?latency=400000' --link delay=50ms,loss=2%
              receiver --task test1 --cluster-name StreamingClusterCluster
              receiver recording.ts --out samples.csv
              receiver two-players.mp4 --control left
              ffmpeg -i rtmp://host/live/cam -c copy -f mpegts - | receiver - --json

            EXIT CODES
              0 done, 1 failed, 2 wrong usage, 3 stored but interrupted, ended early or
              without a readable mark, 75 AWS cannot be asked for now, the task does not
              run yet, or the database is locked: try again
            """,
        version: LabVersion.text(of: "receiver")
    )

    @Argument(help: "What to receive: an address, a file, or - for standard input.")
    var url: String?

    @OptionGroup var receiving: ReceivingOptions
    @OptionGroup var network: LinkOption
    @OptionGroup var tasks: TaskOptions
    @OptionGroup var old: OldForms
    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let clock = SystemClock()
        var random = SystemRandomNumberGenerator()
        let settings = try standard.settings()
        let task = tasks.wanted(id: receiving.id)
        let known = try old.address(url: url, task: url == nil ? task : tasks.task)
        var receive = try receiving.settings(
            url: known ?? TaskOptions.unknownAddress,
            frames: old.frames,
            from: settings,
            id: task.flatMap(SettingKind.runID.parse)
                ?? RunIdentifiers.id(command: "receiver", at: clock.now(), using: &random)
        )
        receive.link = try network.choice(settings, isPushed: false, using: &random).receiving
        let isJSON = try settings.flag(.json, flag: standard.json)
        let samples = try settings.value(.out, flag: receiving.out, as: .text)
        if known == nil {
            receive.url = try await tasks.address(of: task ?? "", from: settings, clock: clock, console: console)
        }
        let store = try RunStore.open(try database.path(settings), telling: console)
        let runs = RunConsole(console: console, clock: clock, isJSON: isJSON)
        let scoringStop = ScoringStop()
        let receiver = Receiver(
            settings: receive,
            store: store,
            clock: clock,
            machine: Host.facts(),
            versions: RunVersions.all,
            scoringStop: scoringStop
        )
        let uuid = RunUUID.make(at: clock.now(), using: &random)
        let outcome = try await withInterruptHandling { interrupt in
            let measuring = Task { try await receiver.run(uuid: uuid, onProgress: runs.show) }
            interrupt.onRequest { measuring.cancel() }
            interrupt.onFurtherRequest { scoringStop.request() }
            return try await measuring.value
        }
        throw try runs.finish(outcome, store: store, samples: samples).exitCode
    }
}
