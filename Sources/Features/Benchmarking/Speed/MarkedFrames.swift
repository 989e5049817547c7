internal import Content
internal import LabModel
internal import Marks

/// Frames as a streamer makes them, with stamps a period apart.
struct MarkedFrames {
    let picture: Picture
    let frameRate: Int
    private var renderer: ContentRenderer
    private var painter: MarkPainter

    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    init(size: PixelSize, frameRate: Int, format: MarkFormat = .qr) throws {
        picture = Picture(size: size)
        self.frameRate = frameRate
        renderer = ContentRenderer(seed: 1, size: size)
        painter = try MarkPainter(size: size, format: format)
    }

    /// Draws frame `number` into the picture.
    mutating func draw(_ number: UInt32) throws {
        let view = try picture.view()
        renderer.render(FrameNumber(number), into: view)
        try painter.draw(stamp(number), into: view)
    }

    /// What frame `number` says.
    func stamp(_ number: UInt32) -> FrameStamp {
        FrameStamp(
            streamID: StreamID(rawValue: 1),
            number: FrameNumber(number),
            time: Self.start + .seconds(Double(number) / Double(frameRate)),
            latenessTicks: 1
        )
    }
}
