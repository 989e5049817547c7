import ArgumentParser
import LabCommand
import LabModel
import Tasks

/// What the streamer task is to stream.
struct StreamingOptions: ParsableArguments {
    @Option(name: .customLong("on"), help: "Where the streamer runs: local, or ecs for AWS Fargate. (default: local)")
    var task: String?

    @Option(name: .shortAndLong, help: "CPU units, 1024 a core; only recorded where it runs here. (default: 512)")
    var cpu: String?

    @Option(name: .shortAndLong, help: "Memory in GB; only recorded where it runs here. (default: 1.0)")
    var memory: String?

    @Option(name: .shortAndLong, help: "Frames a second. (default: 25)")
    var fps: String?

    @Option(
        name: .shortAndLong,
        help: "0 to 3: 486x240, 720x480, 1280x720, 1440x1080. (default: 1)"
    )
    var imageSize: String?

    @Option(help: "Any other size, WxH; beats --image-size.")
    var size: String?

    @Option(name: .shortAndLong, help: "LIVE, or PRERECORDED in a loop. (default: LIVE)")
    var videoType: String?

    @Option(help: "The codec: \(VideoCodec.allCases.map(\.rawValue).joined(separator: ", ")). (default: h264)")
    var codec: String?

    @Option(help: "The encoder's bit rate. (default: 2500k)")
    var bitrate: String?

    @Option(help: "Seconds from keyframe to keyframe. (default: 1)")
    var gop: String?

    @Option(help: "A video file to stream instead of drawn pictures.")
    var content: String?

    @Flag(help: "Add beeps, by which the sound's offset from the pictures is measured.")
    var audio = false

    /// Where the streamer is to run.
    func place(from settings: Settings) throws(CommandError) -> TaskPlace {
        try settings.value(.task, flag: task, default: .local, as: SettingKind<TaskPlace>.choice)
    }

    func settings(id: String, from settings: Settings) throws -> StreamerTaskSettings {
        let named = try settings.value(.size, flag: size, as: .pixelSize)
        let index = try settings.value(.imageSize, flag: imageSize, default: 1, as: .integer(in: 0...3))
        var stream = StreamerTaskSettings(
            id: id,
            cpu: try settings.value(.cpu, flag: cpu, default: 512, as: .integer(in: 1...1_048_576)),
            memory: try settings.value(.memory, flag: memory, default: 1.0, as: .number(in: 0.001...1_024)),
            fps: try settings.value(.fps, flag: fps, default: .usual, as: .frameRate),
            imageSize: named == nil ? index : nil,
            size: named ?? PixelSize.imageSizes[index],
            videoType: try settings.value(
                .videoType,
                flag: videoType,
                default: .live,
                as: SettingKind<VideoType>.choice
            )
            .rawValue,
            codec: try settings.value(.codec, flag: codec, default: .h264, as: .choice),
            bitrate: try settings.value(
                .bitrate,
                flag: bitrate,
                default: DataRate(bitsPerSecond: 2_500_000),
                as: .dataRate
            ),
            gop: try settings.value(.gop, flag: gop, default: .seconds(1), as: .positiveDuration),
            content: try settings.value(.content, flag: content, as: .text)
        )
        stream.hasAudio = try settings.flag(.audio, flag: audio)
        return stream
    }

    static let limitsNotEnforced = RunEvent(
        tS: 0,
        code: "cpu_memory_not_enforced",
        text: "CPU and memory were recorded; a task on this machine is not held to them"
    )

    /// Whether CPU or memory were asked for, which a task on this machine only records.
    func asksForLimits(_ settings: Settings) throws -> Bool {
        try settings.value(.cpu, flag: cpu, as: .text) != nil || settings.value(.memory, flag: memory, as: .text) != nil
    }
}

/// Where a streamer task can run.
enum TaskPlace: String, CaseIterable {
    case local, ecs
}

/// What a streamer shows.
enum VideoType: String, CaseIterable {
    case live = "LIVE"
    case prerecorded = "PRERECORDED"
}
