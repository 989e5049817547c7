internal import Content
internal import LabModel
internal import Media

/// Where a stream's moving picture comes from.
public enum PictureContent: Hashable, Sendable {
    /// Drawn from a seed.
    case drawn(seed: UInt32)
    /// Read from a video file, again and again.
    case file(String)
}

/// Content that pictures are drawn from, one after the other.
enum OpenContent {
    case drawn(ContentRenderer)
    case file(ContentFileReader)

    static func open(_ content: PictureContent, size: PixelSize, clock: any LabClock) throws(MediaError) -> OpenContent
    {
        switch content {
        case .drawn(let seed): .drawn(ContentRenderer(seed: seed, size: size))
        case .file(let path):
            .file(try ContentFileReader.open(path, size: size, clock: clock, interrupt: Interrupt()))
        }
    }
}
