internal import LabModel
internal import Media

/// The pictures of a video file, one after the other.
final class PictureFile {
    /// How many pictures were given.
    private(set) var count = 0

    private let path: String
    private let reader: AccessUnitReader
    private let decoder: PictureDecoder
    private var ready: [Picture] = []
    private var hasEnded = false

    /// - Throws: a `MediaError` where it cannot be opened, or holds no video.
    init(_ path: String, interrupt: Interrupt = Interrupt(), clock: any LabClock) throws(MediaError) {
        self.path = path
        reader = try AccessUnitReader.open(path, clock: clock, interrupt: interrupt)
        decoder = try PictureDecoder.open(reader.video, clock: clock)
    }

    /// The time from picture to picture; nil where the container does not tell.
    var period: Latency? { reader.video.frameRate?.period }

    /// The next picture; nil at the end.
    /// - Throws: ``ScoringError/media(_:)`` where the file cannot be read on; ``ScoringError/pictureLost(path:after:)``
    ///   from where a picture is missing, because nothing tells which places the others have.
    func next() throws(ScoringError) -> Picture? {
        do throws(MediaError) {
            while ready.isEmpty {
                guard !hasEnded, decoder.refusedUnits == 0 else { break }
                if let unit = try reader.next() {
                    ready = try decoder.decode(unit)
                } else {
                    hasEnded = true
                    ready = try decoder.finish()
                }
                if decoder.refusedUnits > 0 {
                    ready = []
                }
            }
        } catch {
            throw .media(error)
        }
        guard decoder.refusedUnits == 0 else { throw .pictureLost(path: path, after: count) }
        guard !ready.isEmpty else { return nil }
        count += 1
        return ready.removeFirst()
    }
}
