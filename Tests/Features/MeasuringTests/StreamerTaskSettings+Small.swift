import LabModel
import Tasks

extension StreamerTaskSettings {
    /// A stream of the smallest picture, for tests of what is made of it.
    static func small(_ id: String) -> StreamerTaskSettings {
        StreamerTaskSettings(
            id: id,
            cpu: 512,
            memory: 1,
            fps: .usual,
            imageSize: 0,
            size: PixelSize.imageSizes[0],
            videoType: "LIVE",
            codec: .h264,
            bitrate: DataRate(bitsPerSecond: 1_000_000),
            gop: .seconds(1),
            content: nil
        )
    }
}
