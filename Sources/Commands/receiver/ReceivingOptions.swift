import ArgumentParser
import LabCommand
import LabModel
import Measuring
import Receiving
import RunConsole

/// What to measure, and when to stop.
struct ReceivingOptions: ParsableArguments {
    @Option(
        name: [.long, .customLong("id", withSingleDash: true)],
        help: "The run's name. (default: receiver-TIME-RANDOM)"
    )
    var id: String?

    @Option(help: "How long to measure, from the first marked picture. (default: 10s; files: to the end)")
    var duration: String?

    @Option(help: "How many marked frames to measure at most.")
    var frameLimit: String?

    @Option(help: "How long the first picture, and then the first mark, may take. (default: 15s)")
    var startLimit: String?

    @Option(help: "How long a stream that has begun may stop. (default: 10s)")
    var stallLimit: String?

    @Option(help: "How long to wait for the last frames after the end. (default: 5s; HLS: 3 target durations)")
    var drain: String?

    @Option(help: "How long each period of the summary is. (default: 10s)")
    var period: String?

    @Option(
        help: """
            What to compare with, frame by frame: another address of the same streamer, received at the same time, or \
            the half of the pictures (left, right, top, bottom) in which a second player shows it.
            """
    )
    var control: String?

    @Option(
        help: "How often to join: the run, then fresh joins, up to their first mark. From 1 to 1000. (default: 1)"
    )
    var joins: String?

    @Option(
        help: "The streamer's clock: auto, its /clock address, ntp://HOST[:PORT], same-host or none. (default: auto)"
    )
    var clock: String?

    @Option(help: "The stream's description, an address or a file. (default: /stream where the clock is)")
    var stream: String?

    @OptionGroup var quality: QualityOptions

    @Option(
        help: ArgumentHelp("The file that the streamer plays, for the reference of --quality.", valueName: "file")
    )
    var content: String?

    @Option(help: "Which provider is under test. (default: direct; files: file)")
    var provider: String?

    @Option(
        help: ArgumentHelp(
            "A file of providers: what the one under test charges is kept with the run.",
            valueName: "file"
        )
    )
    var providers: String?

    @OptionGroup var segmented: SegmentedOptions

    @Option(name: .shortAndLong, help: "Write one line a frame to this CSV file.")
    var out: String?

    func settings(url: String, frames: String?, from settings: Settings, id fallback: String) throws -> ReceiveSettings
    {
        let id = try settings.value(.id, flag: id, default: fallback, as: .runID)
        var receive = ReceiveSettings(url: url, id: id)
        let isFile = url != "-" && (!url.contains("://") || url.hasPrefix("file:"))
        receive.provider = try settings.value(
            .provider,
            flag: provider,
            default: isFile ? "file" : "direct",
            as: .text
        )
        receive.manifestSettings = try charges(of: receive.provider, from: settings)
        receive.duration = try settings.value(.duration, flag: duration, as: .positiveDuration)
        receive.frameLimit = try settings.value(.frameLimit, flag: frameLimit ?? frames, as: .integer(in: 1 ... .max))
        receive.startLimit = try settings.value(
            .startLimit,
            flag: startLimit,
            default: receive.startLimit,
            as: .positiveDuration
        )
        receive.stallLimit = try settings.value(
            .stallLimit,
            flag: stallLimit,
            default: receive.stallLimit,
            as: .positiveDuration
        )
        receive.drain = try settings.value(.drain, flag: drain, as: .duration())
        receive.period = try settings.value(.period, flag: period, default: receive.period, as: .positiveDuration)
        receive.clock = try settings.value(.clock, flag: clock, default: .automatic, as: .clockChoice)
        receive.control = try settings.value(.control, flag: control, as: isFile ? .controlOfFile : .controlChoice)
        receive.joins = try settings.value(
            .joins,
            flag: joins,
            default: 1,
            as: isFile || url == "-" ? .singleJoin : .joins
        )
        receive.description = try settings.value(.stream, flag: stream, as: .text)
        let content = try settings.value(.content, flag: content, as: .text)
        receive.quality = try quality.settings(from: settings, content: content)
        try segmented.apply(to: &receive, from: settings)
        return receive
    }

    /// What a provider charges and the file that says so, as a manifest holds them; a provider that no file names is
    /// charged for by nobody.
    private func charges(of provider: String, from settings: Settings) throws -> [String: SettingValue] {
        let file = try settings.value(.providers, flag: providers, as: .text)
        let choice = try ProviderCatalogue(file: file).choices.first { $0.provider.name == provider }
        var charges = choice?.provider.prices?.settings ?? [:]
        charges["providers"] = file.map { .text($0) }
        return charges
    }
}

extension SettingKind where Value == ControlChoice {
    static var controlChoice: SettingKind {
        SettingKind(expected: "an address, or one of left, right, top, bottom") { ControlChoice($0) }
    }

    /// A file is read when its frames are long past: nothing can be received at the same time.
    static var controlOfFile: SettingKind {
        SettingKind(expected: "one of left, right, top, bottom, which alone go with a file") { text in
            PictureHalf(rawValue: text).map(ControlChoice.half)
        }
    }
}

extension SettingKind where Value == Int {
    static var joins: SettingKind {
        .integer(in: 1...ReceiveSettings.maximumJoins)
    }

    static var singleJoin: SettingKind {
        SettingKind(expected: "1, because a file or pipe can be joined only once") { $0 == "1" ? 1 : nil }
    }
}
