/// Every setting that an option, a variable `GLASSLAB_…` or a line of the configuration file can give.
///
/// One list for all executables, because they share one configuration file.
public enum SettingName: String, Sendable, CaseIterable {
    // All executables.
    case verbose, json, database = "db"
    // The stream.
    case host, port, size, imageSize = "image-size", fps, codec, bitrate, gop, content, videoType = "video-type"
    case frameLimit = "frame-limit", seed, markFormat = "mark-format", push, readyFile = "ready-file", duration
    case partDuration = "part-duration", segmentDuration = "segment-duration", hlsWindow = "hls-window", ladder, audio
    // Receiving.
    case control, clock, stream, startLimit = "start-limit", stallLimit = "stall-limit", drain, period, id, provider
    case variant, liveEdge = "live-edge", allow, proto = "protocol", joins, out
    // Scoring.
    case quality, qualityEvery = "quality-every", vmafModel = "vmaf-model", vmafTool = "vmaf-tool"
    case qualitySpool = "quality-spool", keepWorst = "keep-worst", reference, distorted, marks
    // The network.
    case link
    // Importing.
    case offsetMs = "offset-ms", qualityUnit = "quality-unit"
    // Comparing.
    case gate, mixed
    // Calibrating.
    case repeats
    // Launching.
    case task = "on", cpu, memory, clusterName = "cluster-name", providers, report, stack
    case privateAddress = "private-address"
    // AWS.
    case region, profile, taskDefinition = "task-definition", subnets, securityGroups = "security-groups"
    // Serving.
    case tokenFile = "token-file"
    // Sweeping.
    case sweep, sweepLine = "sweep-line", results, inputs, jobs, concurrency, timeLimit = "time", option, stagger
    case rounds

    /// The environment's variable, such as `GLASSLAB_IMAGE_SIZE`.
    public var variable: String {
        "GLASSLAB_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
    }

    /// The option, such as `--image-size`.
    public var option: String {
        "--" + rawValue
    }
}
