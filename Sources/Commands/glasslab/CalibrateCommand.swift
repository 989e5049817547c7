import ArgumentParser
import LabCommand
import LabModel
import Machine
import Measuring
import RunConsole
import RunStore

/// `glasslab calibrate`.
struct CalibrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Measure what the lab's own chain adds on this machine.",
        discussion: """
            Streams to itself, with nothing under test, and stores the frame delay of each codec and size. Runs of the
            same transport, codec and size on this machine then state it as their intrinsic delay; it is never
            subtracted. Close what else runs first.

            EXAMPLES
              glasslab calibrate
              glasslab calibrate --codec h264 --size 1280x720,1920x1080
              glasslab calibrate --repeats 5 --duration 10s --json

            EXIT CODES
              0 all stored, 1 failed, 2 wrong usage, 3 interrupted or some not stored
            """
    )

    @Option(help: "Codecs, separated by commas. (default: h264,hevc)")
    var codec: String?

    @Option(help: "Sizes, separated by commas. (default: 720x480,1280x720)")
    var size: String?

    @Option(help: "Frames a second. (default: 25)")
    var fps: String?

    @Option(help: "The encoder's bit rate. (default: 2500k)")
    var bitrate: String?

    @Option(help: "How long each repeat measures. (default: 5s)")
    var duration: String?

    @Option(help: "How often each is measured, from 1 to 100; the median of the repeats is stored. (default: 3)")
    var repeats: String?

    @Option(
        help: ArgumentHelp("Where the streamer is. (default: beside this one, else on the PATH)", valueName: "folder")
    )
    var executables: String?

    @OptionGroup var database: DatabaseOption
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let plan = try plan(settings)
        let clock = SystemClock()
        let store = try RunStore.open(try database.path(settings), telling: console)
        let calibrator = Calibrator(
            plan,
            store: store,
            streamer: executables.map { $0 + "/streamer" },
            clock: clock,
            facts: .init(versions: RunVersions.all, machine: Host.facts())
        )
        let line = ProgressLine(console: console, clock: clock)
        let report = try await withTemporaryFolder(named: "calibrate") { folder, interrupt in
            let running = Task {
                let runs = try RunStore.open(folder + "/runs.sqlite")
                return try await calibrator.run(storing: runs) { progress in
                    var shown = ProgressLine.Progress(elapsed: progress.elapsed, total: progress.total)
                    shown.text = "\(progress.chain), \(progress.repeated) of \(plan.repeats)"
                    line.update(shown)
                }
            }
            interrupt.onRequest { running.cancel() }
            defer { line.finish() }
            return try await running.value
        }
        for gap in report.gaps {
            console.note("glasslab: not calibrated: \(gap.chain): \(gap.reason.text)")
        }
        try console.write(isJSON ? report.json() : CalibrationTable.text(report, path: store.path))
        guard report.isComplete else { throw ExitStatus.partial.exitCode }
    }

    private func plan(_ settings: Settings) throws -> CalibrationPlan {
        let codecs = try settings.value(
            .codec,
            flag: codec,
            default: [VideoCodec.h264, .hevc],
            as: Self.list(of: SettingKind<VideoCodec>.choice)
        )
        let sizes = try settings.value(
            .size,
            flag: size,
            default: [PixelSize.imageSizes[1], PixelSize.imageSizes[2]],
            as: Self.list(of: SettingKind<PixelSize>.pixelSize)
        )
        var plan = CalibrationPlan(codecs: codecs, sizes: sizes)
        plan.repeats = try settings.value(.repeats, flag: repeats, default: plan.repeats, as: .integer(in: 1...100))
        plan.fps = try settings.value(.fps, flag: fps, default: plan.fps, as: .frameRate)
        plan.bitrate = try settings.value(.bitrate, flag: bitrate, default: plan.bitrate, as: .dataRate)
        plan.duration = try settings.value(.duration, flag: duration, default: plan.duration, as: .positiveDuration)
        return plan
    }

    /// Values of one kind, separated by commas; each once, at least one.
    private static func list<Element: Hashable>(of kind: SettingKind<Element>) -> SettingKind<[Element]> {
        SettingKind(expected: "a list, separated by commas and without repeats, of which each is \(kind.expected)") {
            text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let values = parts.compactMap { kind.parse(String($0.trimmingPrefix { $0 == " " })) }
            guard values.count == parts.count, Set(values).count == values.count else { return nil }
            return values
        }
    }
}
