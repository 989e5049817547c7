internal import Content
public import LabModel
internal import Marks
public import Media

/// Draws frames: what a streamer gives its encoder, and what a receiver redraws to compare with.
///
/// One thread at a time.
public final class FrameDrawer {
    /// The frames' size.
    public let size: PixelSize
    /// What the mark covers of every frame, each rectangle rounded out to even pixels.
    public let markAreas: [PixelRect]

    private let content: PictureContent
    private let clock: any LabClock
    private var painter: MarkPainter
    private var open: OpenContent
    /// Which picture of the file comes next, counted over all its rounds.
    private var place: UInt64 = 0
    /// How many pictures one round of the file has; nil before its first end, and for drawn content.
    private var round: UInt64?

    /// Opens everything that frames need.
    /// - Parameters:
    ///   - size: the frames' size, both sides even.
    ///   - content: what moves.
    ///   - markFormat: how marks are written.
    ///   - clock: the clock of a content file's limits.
    /// - Throws: ``DrawingError``.
    public init(
        size: PixelSize,
        content: PictureContent,
        markFormat: MarkFormat,
        clock: any LabClock
    ) throws(DrawingError) {
        self.size = size
        self.content = content
        self.clock = clock
        do throws(MarkError) {
            painter = try MarkPainter(size: size, format: markFormat)
        } catch {
            throw .mark(error)
        }
        markAreas = painter.rectangles
        do throws(MediaError) {
            open = try OpenContent.open(content, size: size, clock: clock)
        } catch {
            throw .media(error)
        }
    }

    /// Draws a frame.
    ///
    /// Frame n of a file shows its n-th picture, counted from 0 over all its rounds: frames in their order cost one
    /// picture each, a leap forward those between, and a leap back the file from its beginning.
    /// - Parameters:
    ///   - stamp: what its mark says; with a number.
    ///   - picture: of the frames' size.
    /// - Throws: ``DrawingError``.
    public func draw(_ stamp: FrameStamp, into picture: PictureBuffer) throws(DrawingError) {
        try drawContent(stamp.number ?? 0, into: picture)
        try drawMark(stamp, into: picture)
    }

    /// Draws a frame's moving picture without its mark.
    /// - Throws: ``DrawingError/media(_:)``.
    public func drawContent(_ number: FrameNumber, into picture: PictureBuffer) throws(DrawingError) {
        do throws(MediaError) {
            switch open {
            case .drawn(var renderer):
                picture.withPlanes { renderer.render(number, into: $0) }
                open = .drawn(renderer)
            case .file:
                try drawFile(UInt64(number.rawValue), into: picture)
            }
        } catch {
            throw .media(error)
        }
    }

    /// Draws a frame's mark over its moving picture.
    /// - Throws: ``DrawingError/mark(_:)``.
    public func drawMark(_ stamp: FrameStamp, into picture: PictureBuffer) throws(DrawingError) {
        let failure: MarkError? = picture.withPlanes { planes in
            do throws(MarkError) {
                try painter.draw(stamp, into: planes)
                return nil
            } catch {
                return error
            }
        }
        if let failure {
            throw .mark(failure)
        }
    }

    private func drawFile(_ number: UInt64, into picture: PictureBuffer) throws(MediaError) {
        if number < place {
            open = try OpenContent.open(content, size: size, clock: clock)
            place = 0
        }
        guard case .file(let reader) = open else { return }
        leap(to: number)
        while place < number {
            try reader.skip()
            advance(reader)
            leap(to: number)
        }
        try reader.draw(into: picture)
        advance(reader)
    }

    private func advance(_ reader: ContentFileReader) {
        place += 1
        if round == nil, reader.loops == 1 {
            // The picture that was just taken was the first of the second round.
            round = place - 1
        }
    }

    /// Leaves whole rounds out, whose pictures are all alike.
    private func leap(to number: UInt64) {
        guard let round, round > 0, number > place else { return }
        place += (number - place) / round * round
    }
}
