public import LabModel
public import Planning
import Relaying

extension SweepLine {
    /// What start-task-and-client writes into the manifest of a run of this line, by the names that a manifest has.
    ///
    /// Links are without their seeds. Only what is sure from the line alone: settings that it does not give, which the sweep, the environment or a default
    /// decide, are not here, nor are those whose value in a manifest follows from more than their text.
    public var manifestSettings: [String: SettingValue] {
        var settings: [String: SettingValue] = ["image_size": .integer(imageSize), "cpu": .integer(cpu)]
        settings["fps"] = FrameRate(framesPerSecond).map { .number($0.framesPerSecond) }
        settings["memory"] = Double(memory).map { .number($0) }
        for option in options {
            guard let known = LauncherOption(rawValue: option.name), let (name, value) = known.manifested(option.value)
            else { continue }
            settings[name] = value
        }
        if settings["size"] != nil {
            // A size takes the place of the numbered one.
            settings["image_size"] = nil
        }
        return settings
    }
}

extension LauncherOption {
    /// The name and the value that a manifest has for it; nil where that is not sure.
    fileprivate func manifested(_ text: String) -> (String, SettingValue)? {
        let setting: (name: String, value: SettingValue?)
        switch self {
        case .on: setting = ("on", .text(text.lowercased()))
        case .audio: setting = ("audio", .flag(text == "on"))
        case .size: setting = ("size", PixelSize(text).map { .text("\($0)") })
        case .videoType: setting = ("video_type", .text(text.uppercased()))
        case .codec: setting = ("codec", .text(text.lowercased()))
        case .bitrate: setting = ("bitrate", DataRate(text).map { .text("\($0)") })
        case .gop: setting = ("gop_s", Self.seconds(text))
        case .duration: setting = ("duration_s", Self.seconds(text))
        case .startLimit: setting = ("start_limit_s", Self.seconds(text))
        case .liveEdge: setting = ("live_edge_s", Self.seconds(text))
        case .frameLimit: setting = ("frame_limit", Int(text).map { .integer($0) })
        case .provider: setting = ("provider", .text(text))
        case .content: setting = ("content", .text(text))
        case .variant: setting = ("variant", VariantWish(text).map { .text($0.name) })
        case .quality: setting = ("quality", Self.metrics(text))
        case .link: return Self.link(text)
        // One of these in a line is the launcher's default, and no manifest has it.
        case .joins: setting = ("joins", Self.count(text, above: 1))
        case .qualityEvery: setting = ("quality_every", Self.count(text, above: 1))
        case .keepWorst: setting = ("keep_worst", Self.count(text, above: 0))
        case .clock, .providers, .proto, .allow, .vmafModel, .vmafTool, .qualitySpool: return nil
        // Only runs on ECS have these, whatever their line says.
        case .region, .profile, .stack, .clusterName, .taskDefinition, .subnets, .securityGroups, .privateAddress:
            return nil
        }
        return setting.value.map { (setting.name, $0) }
    }

    private static func count(_ text: String, above none: Int) -> SettingValue? {
        Int(text).flatMap { $0 > none ? .integer($0) : nil }
    }

    private static func metrics(_ text: String) -> SettingValue? {
        QualityMetric.list(text).flatMap { $0.isEmpty ? nil : .text(QualityMetric.text(of: $0)) }
    }

    /// The link without its seed, which another one is drawn for in each run.
    private static func link(_ text: String) -> (String, SettingValue)? {
        var chance = NoChance()
        guard let choice = try? LinkChoice(text, isPushed: true, using: &chance) else { return nil }
        let receiving = choice.receiving.map { ("link", SettingValue.text($0.settings)) }
        return receiving ?? choice.pushing.map { ("link_push", .text($0.settings)) }
    }

    private static func seconds(_ text: String) -> SettingValue? {
        Latency(text).map { .number($0.seconds) }
    }
}

/// What a seed is drawn from that nobody will see.
private struct NoChance: RandomNumberGenerator {
    func next() -> UInt64 { 0 }
}
