internal import Content
internal import LabModel
internal import Marks

/// One start of a streamer: its settings and what was drawn by lot for it.
struct StreamIdentity: Sendable {
    var settings: StreamSettings
    var streamID: StreamID
    var seed: UInt32
    var startedAt: WallTime
    var contentSHA256: String?

    init(
        _ settings: StreamSettings,
        startedAt: WallTime,
        contentSHA256: String?,
        using generator: inout some RandomNumberGenerator
    ) {
        self.settings = settings
        self.startedAt = startedAt
        self.contentSHA256 = contentSHA256
        streamID = StreamID.random(using: &generator)
        seed = settings.seed ?? streamID.rawValue
    }

    /// What `/stream` says.
    var description: StreamDescription {
        StreamDescription(
            streamID: streamID,
            seed: seed,
            contentVersion: ContentRenderer.version,
            content: settings.content == nil ? .synthetic : .file,
            contentSha256: contentSHA256,
            width: settings.size.width,
            height: settings.size.height,
            fps: settings.frameRate,
            pixelFormat: "yuv420p",
            colorRange: "limited",
            colorMatrix: "bt709",
            markFormat: settings.markFormat,
            markLayoutVersion: MarkLayout.version,
            codec: settings.codec,
            gopS: settings.gop.seconds,
            bitrateBps: settings.bitrate.bitsPerSecond,
            startedAt: startedAt.iso8601
        )
    }
}
