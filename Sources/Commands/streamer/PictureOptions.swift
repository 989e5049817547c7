import ArgumentParser
import LabCommand
import LabModel
import Streaming

/// What is streamed or rendered.
struct PictureOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "Frames a second. (default: 25)")
    var fps: String?

    @Option(name: .shortAndLong, help: "0 to 3: 486x240, 720x480, 1280x720, 1440x1080. (default: 1)")
    var imageSize: String?

    @Option(help: "Any other size, WxH; beats --image-size.")
    var size: String?

    @Option(help: "LIVE, or PRERECORDED in a loop. (default: LIVE)")
    var videoType: String?

    @Option(help: "The codec: \(VideoCodec.allCases.map(\.rawValue).joined(separator: ", ")). (default: h264)")
    var codec: String?

    @Option(help: "The encoder's bit rate. (default: 2500k)")
    var bitrate: String?

    @Option(help: "Seconds from keyframe to keyframe. (default: 1)")
    var gop: String?

    @Option(help: "A video file to stream instead of drawn pictures.")
    var content: String?

    @Option(help: "The seed of the drawn pictures. (default: the stream's id)")
    var seed: String?

    @Option(help: "How marks are written: qr or dict. (default: qr)")
    var markFormat: String?

    /// Reads the settings of the picture, with the old task's bare variables below all other sources.
    func settings(from settings: Settings, environment: OldEnvironment) throws -> StreamSettings {
        let usual = try environment.value("FPS", as: .frameRate)
        guard let fallback = usual ?? FrameRate(numerator: 25) else { throw CommandError.missing(.fps) }
        var stream = StreamSettings(frameRate: try settings.value(.fps, flag: fps, default: fallback, as: .frameRate))
        stream.size = try pictureSize(from: settings, environment: environment)
        stream.videoType = try settings.value(
            .videoType,
            flag: videoType,
            default: try environment.value("VIDEO_TYPE", as: .choice) ?? .live,
            as: .choice
        )
        stream.codec = try settings.value(.codec, flag: codec, default: stream.codec, as: .choice)
        stream.bitrate = try settings.value(.bitrate, flag: bitrate, default: stream.bitrate, as: .dataRate)
        stream.gop = try settings.value(.gop, flag: gop, default: stream.gop, as: .positiveDuration)
        stream.content = try settings.value(.content, flag: content, as: .text)
        stream.seed = try settings.value(.seed, flag: seed, as: .integer(in: 0...Int(UInt32.max))).map(UInt32.init)
        stream.markFormat = try settings.value(.markFormat, flag: markFormat, default: stream.markFormat, as: .choice)
        stream.parameters = environment.set
        return stream
    }

    private func pictureSize(from settings: Settings, environment: OldEnvironment) throws -> PixelSize {
        if let named = try settings.value(.size, flag: size, as: .pixelSize) {
            return named
        }
        let kind = SettingKind.integer(in: 0...3)
        let fallback = try environment.value("IMAGE_SIZE", as: kind) ?? 1
        return PixelSize.imageSizes[try settings.value(.imageSize, flag: imageSize, default: fallback, as: kind)]
    }
}
