import ArgumentParser
import LabCommand
import LabModel
import Measuring
import Receiving
import RunConsole
import Tasks

/// What to measure, and when to stop.
struct MeasuringOptions: ParsableArguments {
    @Option(
        name: [.long, .customLong("id", withSingleDash: true), .customLong("identifier")],
        help: "The run's name; the same name again is its next attempt. (required)"
    )
    var id: String?

    @Option(help: "How long to measure, from the first marked picture. (default: 10s)")
    var duration: String?

    @Option(
        name: [.long, .customLong("fl", withSingleDash: true)],
        help: "How many marked frames to measure at most. (default: 200000)"
    )
    var frameLimit: String?

    @Option(
        help: "How often to join: the run, then fresh joins, up to their first mark. From 1 to 1000. (default: 1)"
    )
    var joins: String?

    @Option(
        help: "The streamer's clock: auto, its /clock address, ntp://HOST[:PORT], same-host or none. (default: auto)"
    )
    var clock: String?

    @Option(
        help: """
            Which provider is under test; several, by repeating it, are measured at the same time. `glasslab providers` \
            lists them. (default: direct)
            """
    )
    var provider: [String] = []

    @Option(help: "A file with more providers, YAML or JSON.")
    var providers: String?

    @Option(
        help: ArgumentHelp(
            "Write a report of the runs, by the file's ending as a page (.html), text, Markdown, CSV or JSON.",
            valueName: "file"
        )
    )
    var report: String?

    @Option(help: "How long the first picture, and then the first mark, may take. (default: 15s)")
    var startLimit: String?

    @Option(help: "The sweep that the run belongs to: recorded, so that reports find it.")
    var sweep: String?

    @Option(help: "The line of the sweep's inputs, from 1: recorded.")
    var sweepLine: String?

    @OptionGroup var segmented: SegmentedOptions
    @OptionGroup var quality: QualityOptions

    /// The report that is wanted; nil for none.
    func reportFile(from settings: Settings) throws -> ReportFile? {
        try settings.value(.report, flag: report, as: .text).map { path throws(CommandError) in try ReportFile(path) }
    }

    /// The providers under test, in the order given.
    func choices(from settings: Settings) throws -> [ProviderChoice] {
        let names = try settings.values(.provider, flags: provider, as: .text)
        let catalogue = try ProviderCatalogue(file: try settings.value(.providers, flag: providers, as: .text))
        return try catalogue.named(names.isEmpty ? [BuiltInProvider.direct.rawValue] : names)
    }

    func settings(id: String, stream: StreamerTaskSettings, from settings: Settings) throws -> ReceiveSettings {
        var receive = ReceiveSettings(url: "", id: id)
        receive.startLimit = try settings.value(
            .startLimit,
            flag: startLimit,
            default: receive.startLimit,
            as: .positiveDuration
        )
        receive.duration = try settings.value(.duration, flag: duration, default: .seconds(10), as: .positiveDuration)
        receive.frameLimit = try settings.value(
            .frameLimit,
            flag: frameLimit,
            default: 200_000,
            as: .integer(in: 1 ... .max)
        )
        receive.clock = try settings.value(.clock, flag: clock, default: .automatic, as: .clockChoice)
        receive.joins = try settings.value(
            .joins,
            flag: joins,
            default: 1,
            as: .integer(in: 1...ReceiveSettings.maximumJoins)
        )
        receive.manifestSettings = Self.manifest(of: stream)
        receive.manifestSettings["sweep"] = try settings.value(.sweep, flag: sweep, as: .runID).map { .text($0) }
        receive.manifestSettings["sweep_line"] =
            try settings.value(.sweepLine, flag: sweepLine, as: .integer(in: 1...100_000)).map { .integer($0) }
        receive.manifestSettings["providers"] =
            try settings.value(.providers, flag: providers, as: .text).map { .text($0) }
        try segmented.apply(to: &receive, from: settings)
        receive.quality = try quality.settings(from: settings, content: stream.content)
        return receive
    }

    /// The streamer's settings as the run's manifest holds them; the store's view of parameters reads the same names.
    private static func manifest(of stream: StreamerTaskSettings) -> [String: SettingValue] {
        var settings: [String: SettingValue] = [
            "on": .text("local"),
            "cpu": .integer(stream.cpu),
            "memory": .number(stream.memory),
            "fps": .number(stream.fps.framesPerSecond),
            "size": .text("\(stream.size)"),
            "video_type": .text(stream.videoType),
            "codec": .text(stream.codec.rawValue),
            "bitrate": .text("\(stream.bitrate)"),
            "gop_s": .number(stream.gop.seconds),
            "audio": .flag(stream.hasAudio),
        ]
        settings["image_size"] = stream.imageSize.map { .integer($0) }
        settings["content"] = stream.content.map { .text($0) }
        return settings
    }
}
