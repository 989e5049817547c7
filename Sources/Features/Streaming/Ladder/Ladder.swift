internal import HLS
internal import LabModel
internal import Logging
internal import Machine
internal import Media
internal import StreamHTTP
internal import Synchronization

/// The further renditions of a stream, scaled from its marked pictures and encoded on one thread of their own.
///
/// A thread that cannot keep up never delays the main rendition: pictures that do not fit its queue are left out up to the
/// next keyframe, counted and told. A rendition that fails ends alone; the others go on.
final class Ladder: PictureOutlet {
    /// Encodes a picture for one rendition.
    typealias Encode = (DrawnPicture) throws(MediaError) -> Void
    /// Opens a rendition's encoder, on the ladder's thread.
    typealias Open = @Sendable (LadderRendition, StreamSettings, SoundStream?) throws(MediaError) -> Encode

    let renditions: [LadderRendition]

    private let settings: StreamSettings
    private let logger: Logger
    private let open: Open
    /// About a third of a second: enough for a keyframe that takes long, too little to fall behind by much.
    private let queue = OfferQueue<DrawnPicture>(capacity: 8)
    private let thread = Mutex<WorkerThread?>(nil)
    /// Whether pictures are left out until a keyframe comes; they would have nothing to build on.
    private let awaitsKeyframe = Atomic(true)

    init(
        _ settings: StreamSettings,
        rungs: [LadderRung],
        window: LiveWindowSettings,
        logger: Logger,
        open: @escaping Open = RenditionEncoder.open
    ) {
        self.settings = settings
        self.logger = logger
        self.open = open
        renditions = rungs.map { LadderRendition($0, window: window) }
    }

    /// Starts the thread; all renditions carry the stream's sound.
    func begin(sound: SoundStream? = nil) {
        let started = WorkerThread(name: "ladder") { [self] in
            encodePictures(sound)
            queue.close()
            for rendition in renditions where rendition.isWorking {
                rendition.segments.finish()
            }
        }
        thread.withLock { $0 = started }
    }

    var wantsPicture: Bool {
        renditions.contains(where: \.isWorking)
    }

    func take(_ picture: DrawnPicture) {
        let waits = awaitsKeyframe.load(ordering: .relaxed) && !picture.isKeyframe
        if !waits, queue.offer(picture) {
            return awaitsKeyframe.store(false, ordering: .relaxed)
        }
        if !awaitsKeyframe.exchange(true, ordering: .relaxed) {
            logger.warning("the ladder cannot keep up: pictures are left out until the next keyframe")
        }
        for rendition in renditions where rendition.isWorking {
            rendition.drop()
        }
    }

    func finish() {
        queue.close()
    }

    /// Waits until the last pictures are encoded, but not for long.
    func ended(within limit: Latency) async {
        guard let thread = thread.withLock({ $0 }), await !thread.ended(within: limit) else { return }
        logger.warning("the ladder's last pictures are not encoded: its counters do not hold them")
    }

    /// Runs until the queue is closed or nothing is left to be made.
    private func encodePictures(_ sound: SoundStream?) {
        var working = renditions.compactMap { rendition -> (rendition: LadderRendition, encode: Encode)? in
            do throws(MediaError) {
                return (rendition, try open(rendition, settings, sound))
            } catch {
                fail(rendition, error)
                return nil
            }
        }
        while !working.isEmpty, let picture = queue.receive() {
            working.removeAll { rendition, encode in
                do throws(MediaError) {
                    try encode(picture)
                    return false
                } catch {
                    fail(rendition, error)
                    return true
                }
            }
        }
    }

    private func fail(_ rendition: LadderRendition, _ error: MediaError) {
        logger.error("a rendition failed: \(error.what)", metadata: ["rendition": "\(rendition.rung.name)"])
        rendition.fail()
    }
}
