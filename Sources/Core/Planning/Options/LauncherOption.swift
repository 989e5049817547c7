import LabModel

/// An option of start-task-and-client that a line of a sweep may set as a further column.
///
/// What is not here is a column of its own, or belongs to the sweep: the database, and how it is told.
public enum LauncherOption: String, Sendable, CaseIterable {
    case on, size, videoType = "video-type", codec, bitrate, gop, content, audio
    case duration, frameLimit = "frame-limit", joins, clock, provider, providers, startLimit = "start-limit"
    case proto = "protocol", variant, liveEdge = "live-edge", allow
    case quality, qualityEvery = "quality-every", vmafModel = "vmaf-model", vmafTool = "vmaf-tool"
    case keepWorst = "keep-worst", qualitySpool = "quality-spool", link
    case region, profile, stack, clusterName = "cluster-name", taskDefinition = "task-definition", subnets
    case securityGroups = "security-groups", privateAddress = "private-address"

    /// The longest value, in bytes.
    public static let valueLimit = 1_000
    /// The longest time that the launcher takes as a length.
    private static let longest = Latency.seconds(30 * 86_400)

    /// Whether a line may have it more than once.
    public var isRepeatable: Bool {
        self == .allow
    }

    /// Whether the launcher takes it without a value: `on` gives it, `off` leaves it out.
    public var isSwitch: Bool {
        self == .audio || self == .privateAddress
    }

    /// What its value has to be, after "is not".
    ///
    /// Only what can be told from the text alone; whether a provider or a file exists is seen by the run.
    public var expected: String {
        switch self {
        case .on: "local or ecs"
        case .audio, .privateAddress: "on or off"
        case .size: "a size such as 1280x720, both even and from 16 to 8192"
        case .videoType: "LIVE or PRERECORDED"
        case .codec: "one of \(VideoCodec.allCases.map(\.rawValue).joined(separator: ", "))"
        case .bitrate: "a bit rate such as 2500k or 2.5M, from 10k to 1G"
        case .gop, .duration, .startLimit: "a length of time above zero such as 10, 500ms or 2m"
        case .liveEdge: "a length of time such as 10, 500ms or 2m"
        case .frameLimit: "a whole number from 1"
        case .joins: "a whole number from 1 to 1000"
        case .qualityEvery: "auto, or a whole number from 1 to 100000"
        case .keepWorst: "a whole number"
        case .qualitySpool: "a whole number from 1 to 1000000"
        default: "a text without blanks, of up to \(Self.valueLimit) bytes, that begins with no hyphen"
        }
    }

    /// Whether a text may be its value.
    public func accepts(_ value: String) -> Bool {
        let isPlain = value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        guard isPlain, (1...Self.valueLimit).contains(value.utf8.count), !value.hasPrefix("-") else { return false }
        return switch self {
        case .on: ["local", "ecs"].contains(value.lowercased())
        case .audio, .privateAddress: value == "on" || value == "off"
        case .size: PixelSize(value) != nil
        case .videoType: ["live", "prerecorded"].contains(value.lowercased())
        case .codec: VideoCodec(rawValue: value.lowercased()) != nil
        case .bitrate: DataRate(value) != nil
        case .gop, .duration, .startLimit: Latency(value).map { $0 > .zero && $0 <= Self.longest } ?? false
        case .liveEdge: Latency(value).map { $0 <= Self.longest } ?? false
        case .frameLimit: Int(value).map { $0 >= 1 } ?? false
        case .joins: Int(value).map((1...1_000).contains) ?? false
        case .qualityEvery: value.lowercased() == "auto" || Int(value).map((1...100_000).contains) ?? false
        case .keepWorst: Int(value).map { $0 >= 0 } ?? false
        case .qualitySpool: Int(value).map((1...1_000_000).contains) ?? false
        default: true
        }
    }
}
