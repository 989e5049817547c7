internal import Content
internal import Drawing
internal import LabModel
internal import Marks
internal import Media

/// Redraws what a streamer gave its encoder, byte for byte, from the stream's description and a frame's stamp.
///
/// One thread at a time.
final class ReferenceRedrawer {
    /// The references' size.
    let size: PixelSize
    /// What the mark covers of each.
    let markAreas: [PixelRect]

    private let drawer: FrameDrawer
    private let period: Latency
    /// Moving pictures without marks, of the numbers that were wanted last: neighbours are wanted again.
    private var contents: [(number: FrameNumber, picture: PictureBuffer)] = []
    private static let contentLimit = 4

    /// Opens everything that redrawing needs; reads a content file once to know that it is the right one.
    /// - Parameters:
    ///   - description: what the streamer says of its stream.
    ///   - contentFile: where the file is that it plays; nil where its pictures are drawn.
    ///   - clock: the clock of the file's limits.
    /// - Throws: ``ScoringError``.
    init(_ description: StreamDescription, contentFile: String?, clock: any LabClock) throws(ScoringError) {
        try Self.check(description)
        guard let size = description.pictureSize else { throw .noSize }
        self.size = size
        period = description.fps.period
        let content = try Self.content(of: description, file: contentFile)
        do throws(DrawingError) {
            drawer = try FrameDrawer(size: size, content: content, markFormat: description.markFormat, clock: clock)
        } catch {
            throw .drawing(error)
        }
        markAreas = drawer.markAreas
    }

    /// Redraws a frame.
    ///
    /// Neighbours carry the marks of a stream that keeps its rate exactly: one period and one number from the frame's
    /// own, whatever the streamer really stamped them with. So a score depends on nothing but its frame's own stamp.
    /// - Parameters:
    ///   - stamp: the frame's, with number and time.
    ///   - hasNeighbours: whether the frames before and after it are drawn too.
    ///   - pictures: of the references' size.
    /// - Throws: ``ScoringError/drawing(_:)`` or ``ScoringError/media(_:)``.
    func draw(
        _ stamp: FrameStamp,
        hasNeighbours: Bool,
        into pictures: ReferencePictures
    ) throws(ScoringError) {
        let before = hasNeighbours ? neighbour(of: stamp, by: -1) : nil
        let after = hasNeighbours ? neighbour(of: stamp, by: 1) : nil
        pictures.hasBefore = before != nil
        pictures.hasAfter = after != nil
        // In their order, because a file is read in its own.
        if let before {
            try draw(before, into: pictures.before)
        }
        try draw(stamp, into: pictures.at)
        if let after {
            try draw(after, into: pictures.after)
        }
    }

    /// The stamp of a frame beside another one; nil before the first frame, and behind the last that can be.
    private func neighbour(of stamp: FrameStamp, by step: Int64) -> FrameStamp? {
        let number = Int64(stamp.number?.rawValue ?? 0) + step
        guard (0...Int64(UInt32.max)).contains(number) else { return nil }
        var other = stamp
        other.number = FrameNumber(UInt32(number))
        other.time = stamp.time.map { step < 0 ? $0 - period : $0 + period }
        return other
    }

    private func draw(_ stamp: FrameStamp, into picture: PictureBuffer) throws(ScoringError) {
        let content = try content(stamp.number ?? 0)
        picture.withPlanes { target in
            content.withPlanes { Self.copy($0.readOnly, to: target) }
        }
        do throws(DrawingError) {
            try drawer.drawMark(stamp, into: picture)
        } catch {
            throw .drawing(error)
        }
    }

    /// A frame's moving picture without its mark.
    private func content(_ number: FrameNumber) throws(ScoringError) -> PictureBuffer {
        if let known = contents.first(where: { $0.number == number }) {
            return known.picture
        }
        let picture = try freePicture()
        do throws(DrawingError) {
            try drawer.drawContent(number, into: picture)
        } catch {
            throw .drawing(error)
        }
        contents.append((number, picture))
        return picture
    }

    private func freePicture() throws(ScoringError) -> PictureBuffer {
        guard contents.count < Self.contentLimit else { return contents.removeFirst().picture }
        do throws(MediaError) {
            return try PictureBuffer.make(size: size)
        } catch {
            throw .media(error)
        }
    }

    private static func copy(_ picture: PictureView, to target: MutablePictureView) {
        copy(picture.luma, to: target.luma)
        copy(picture.chromaBlue, to: target.chromaBlue)
        copy(picture.chromaRed, to: target.chromaRed)
    }

    private static func copy(_ plane: PlaneView, to target: MutablePlaneView) {
        for row in 0..<min(plane.height, target.height) {
            (target.base + row * target.stride)
                .copyMemory(from: plane.base + row * plane.stride, byteCount: min(plane.width, target.width))
        }
    }
}

extension ReferenceRedrawer {
    /// Refuses descriptions of what this lab does not draw.
    private static func check(_ description: StreamDescription) throws(ScoringError) {
        if description.content == .synthetic, description.contentVersion != ContentRenderer.version {
            throw .otherContent(version: description.contentVersion, known: ContentRenderer.version)
        }
        guard description.markLayoutVersion == MarkLayout.version else {
            throw .otherMarks(version: description.markLayoutVersion, known: MarkLayout.version)
        }
        let format = "\(description.pixelFormat) \(description.colorRange) \(description.colorMatrix)"
        guard format == "yuv420p limited bt709" else { throw .otherFormat(format) }
    }

    private static func content(of description: StreamDescription, file: String?) throws(ScoringError) -> PictureContent
    {
        guard description.content == .file else { return .drawn(seed: description.seed) }
        guard let file else { throw .contentMissing }
        let digest: String
        do throws(DrawingError) {
            digest = try ContentDigest.sha256(ofFile: file)
        } catch {
            throw .drawing(error)
        }
        guard digest == description.contentSha256?.lowercased() else { throw .contentDiffers(path: file) }
        return .file(file)
    }
}
