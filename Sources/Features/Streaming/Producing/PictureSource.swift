internal import Content
internal import LabModel
internal import Media

/// Where a stream's moving picture comes from.
enum PictureSource {
    case drawn(ContentRenderer)
    case file(ContentFileReader)

    static func open(
        _ settings: StreamSettings,
        seed: UInt32,
        clock: any LabClock
    ) throws(MediaError) -> PictureSource {
        guard let path = settings.content else {
            return .drawn(ContentRenderer(seed: seed, size: settings.size))
        }
        return .file(try ContentFileReader.open(path, size: settings.size, clock: clock, interrupt: Interrupt()))
    }

    /// Draws a frame; a file's pictures come in their own order, whatever the number.
    mutating func draw(_ number: FrameNumber, into picture: PictureBuffer) throws(MediaError) {
        switch self {
        case .drawn(var renderer):
            picture.withPlanes { renderer.render(number, into: $0) }
            self = .drawn(renderer)
        case .file(let reader):
            try reader.draw(into: picture)
        }
    }
}
