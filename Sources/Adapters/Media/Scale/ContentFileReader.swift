public import LabModel

/// Decodes a video file in an endless loop, scaled to one size: the moving picture of prerecorded streams.
///
/// One thread at a time.
public final class ContentFileReader {
    /// Frames a second as the file promises them; nil where it says nothing.
    public let frameRate: FrameRate?
    /// How often the file has been begun again.
    public private(set) var loops = 0

    private let path: String
    private let size: PixelSize
    private let clock: any LabClock
    private let interrupt: Interrupt
    private let scaler = Scaler()
    private var reader: AccessUnitReader
    private var decoder: PictureDecoder
    private var ready: [Picture] = []
    private var hasFinished = false
    private var picturesThisLoop = 0

    private init(
        path: String,
        size: PixelSize,
        clock: any LabClock,
        interrupt: Interrupt,
        reader: AccessUnitReader
    ) throws(MediaError) {
        self.path = path
        self.size = size
        self.clock = clock
        self.interrupt = interrupt
        self.reader = reader
        decoder = try PictureDecoder.open(reader.video, clock: clock)
        frameRate = reader.video.frameRate
    }

    /// Opens a file.
    /// - Throws: a ``MediaError`` when it cannot be opened or holds no video, or the size is odd.
    public static func open(
        _ path: String,
        size: PixelSize,
        clock: any LabClock,
        interrupt: Interrupt
    ) throws(MediaError) -> ContentFileReader {
        try EncoderSettings.check(size)
        let reader = try AccessUnitReader.open(path, clock: clock, interrupt: interrupt)
        return try ContentFileReader(path: path, size: size, clock: clock, interrupt: interrupt, reader: reader)
    }

    /// Draws the next picture, scaled; after the last one comes the first.
    /// - Parameter buffer: of the size that the reader was opened with.
    /// - Throws: a ``MediaError`` when the file cannot be read any more or gives no picture at all.
    public func draw(into buffer: PictureBuffer) throws(MediaError) {
        guard buffer.size == size else {
            throw .badSetting(name: "size", value: "\(buffer.size)", reason: "the content is scaled to \(size)")
        }
        try scaler.scale(next(), into: buffer)
    }

    /// Leaves the next picture out.
    /// - Throws: as ``draw(into:)`` does.
    public func skip() throws(MediaError) {
        _ = try next()
    }

    private func next() throws(MediaError) -> Picture {
        while ready.isEmpty {
            try advance()
        }
        picturesThisLoop += 1
        return ready.removeFirst()
    }

    private func advance() throws(MediaError) {
        if let unit = try reader.next() {
            ready = try decoder.decode(unit)
        } else if !hasFinished {
            hasFinished = true
            ready = try decoder.finish()
        } else {
            try rewind()
        }
    }

    private func rewind() throws(MediaError) {
        guard picturesThisLoop > 0 else { throw .noVideo(address: path) }
        reader = try AccessUnitReader.open(path, clock: clock, interrupt: interrupt)
        decoder = try PictureDecoder.open(reader.video, clock: clock)
        hasFinished = false
        picturesThisLoop = 0
        loops += 1
    }
}
