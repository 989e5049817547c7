import LabModel

/// The command lines that measure runs again, each once.
struct RepeatCommands {
    /// In the order of the runs; those measured together have one line.
    private(set) var lines: [String] = []
    /// How many runs have none because values of an address that they used were not stored.
    private(set) var withoutAddress = 0

    /// - Parameter runs: whose commands are wanted; runs measured at once are repeated with those of them that are here.
    init(_ runs: [ReportRun]) {
        var known: Set<String> = []
        for run in runs {
            withoutAddress += Self.isRepeatable(run) && !Self.hasWholeAddresses(run) ? 1 : 0
            guard let line = Self.line(run, among: runs), known.insert(line).inserted else { continue }
            lines.append(line)
        }
    }

    /// The command line of one run; nil where none measures it again, as for an imported trace, or one that was received
    /// from an address whose values were not stored: without them another stream may answer, or the same one otherwise.
    static func line(_ run: ReportRun, among runs: [ReportRun]) -> String? {
        if let command = run.command { return command }
        guard isRepeatable(run), hasWholeAddresses(run) else { return nil }
        let part = run.summary.run
        let isLaunched = part.isLaunched
        var words = isLaunched ? ["start-task-and-client"] : ["receiver", part.url]
        words += ["--id", part.id]
        words += providers(run, among: runs).flatMap { ["--provider", $0] }
        for (name, option) in options where isLaunched ? option.isLaunchers : option.isReceivers {
            guard let value = part.settings[name] else { continue }
            words += option.words(value)
        }
        return words.map(ShellWord.quoted).joined(separator: " ")
    }

    private static func isRepeatable(_ run: ReportRun) -> Bool {
        run.command == nil && (run.summary.run.isLaunched || !run.summary.isImported)
    }

    /// Whether all addresses that the command line would name are as they were given.
    private static func hasWholeAddresses(_ run: ReportRun) -> Bool {
        let part = run.summary.run
        let settings = part.isLaunched ? ["clock"] : ["clock", "control", "stream"]
        let addresses = settings.compactMap { part.settings[$0]?.description } + (part.isLaunched ? [] : [part.url])
        return !addresses.contains { $0.contains(hidden) }
    }

    /// What stands in stored addresses for what was hidden.
    private static let hidden = "…"

    /// Its provider, with those that were measured at the same time.
    private static func providers(_ run: ReportRun, among runs: [ReportRun]) -> [String] {
        guard let group = run.summary.run.settings[RunManifest.group] else { return [run.summary.run.provider] }
        var names: [String] = []
        for other in runs where other.summary.run.settings[RunManifest.group] == group {
            if !names.contains(other.summary.run.provider) {
                names.append(other.summary.run.provider)
            }
        }
        return names
    }
}

extension RepeatCommands {
    /// How a setting of the manifest is written as an option.
    private struct Option {
        var name: String
        /// Whether the launcher knows it.
        var isLaunchers = true
        /// Whether the receiver knows it.
        var isReceivers = true
        /// Whether its values stand apart by blanks, each with the option before it.
        var isList = false
        /// What stands before its value.
        var prefix = ""

        func words(_ value: SettingValue) -> [String] {
            if case .flag(let isOn) = value { return isOn ? ["--\(name)"] : [] }
            let values = isList ? value.description.split(separator: " ").map(String.init) : [value.description]
            return values.flatMap { ["--\(name)", prefix + $0] }
        }
    }

    /// In the order of the options' help.
    private static let options: [(String, Option)] = [
        ("on", Option(name: "on", isReceivers: false)), ("region", Option(name: "region", isReceivers: false)),
        ("stack", Option(name: "stack", isReceivers: false)),
        ("cluster_name", Option(name: "cluster-name", isReceivers: false)),
        ("task_definition", Option(name: "task-definition", isReceivers: false)),
        ("subnets", Option(name: "subnets", isReceivers: false)),
        ("security_groups", Option(name: "security-groups", isReceivers: false)),
        ("private_address", Option(name: "private-address", isReceivers: false)),
        ("cpu", Option(name: "cpu", isReceivers: false)),
        ("memory", Option(name: "memory", isReceivers: false)), ("fps", Option(name: "fps", isReceivers: false)),
        ("size", Option(name: "size", isReceivers: false)),
        ("video_type", Option(name: "video-type", isReceivers: false)),
        ("codec", Option(name: "codec", isReceivers: false)), ("bitrate", Option(name: "bitrate", isReceivers: false)),
        ("gop_s", Option(name: "gop", isReceivers: false)), ("audio", Option(name: "audio", isReceivers: false)),
        ("content", Option(name: "content")), ("duration_s", Option(name: "duration")),
        ("frame_limit", Option(name: "frame-limit")), ("start_limit_s", Option(name: "start-limit")),
        ("stall_limit_s", Option(name: "stall-limit", isLaunchers: false)),
        ("drain_s", Option(name: "drain", isLaunchers: false)),
        ("period_s", Option(name: "period", isLaunchers: false)),
        ("control", Option(name: "control", isLaunchers: false)),
        ("clock", Option(name: "clock")), ("stream", Option(name: "stream", isLaunchers: false)),
        ("joins", Option(name: "joins")), ("protocol", Option(name: "protocol")),
        ("variant", Option(name: "variant")), ("live_edge_s", Option(name: "live-edge")),
        ("allow", Option(name: "allow", isList: true)), ("providers", Option(name: "providers")),
        ("link", Option(name: "link")), ("link_push", Option(name: "link", prefix: "push:")),
        ("quality", Option(name: "quality")), ("quality_every", Option(name: "quality-every")),
        ("vmaf_model", Option(name: "vmaf-model")), ("vmaf_tool", Option(name: "vmaf-tool")),
        ("keep_worst", Option(name: "keep-worst")),
        ("quality_spool", Option(name: "quality-spool")), ("sweep", Option(name: "sweep", isReceivers: false)),
        ("sweep_line", Option(name: "sweep-line", isReceivers: false)),
    ]
}

extension Summary.RunPart {
    /// Whether a launcher started its streamer.
    fileprivate var isLaunched: Bool {
        settings["on"] != nil
    }
}

extension Summary {
    /// Whether the run was read from a file of numbers, or scores two files.
    fileprivate var isImported: Bool {
        clock.method == .trace || run.settings["reference"] != nil
    }
}
