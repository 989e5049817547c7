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
/// next keyframe, counted and told.
final class Ladder: PictureOutlet {
    let renditions: [LadderRendition]

    private let settings: StreamSettings
    private let logger: Logger
    /// About a third of a second: enough for a keyframe that takes long, too little to fall behind by much.
    private let queue = OfferQueue<DrawnPicture>(capacity: 8)
    private let thread = Mutex<WorkerThread?>(nil)
    /// Whether pictures are left out until a keyframe comes; they would have nothing to build on.
    private let awaitsKeyframe = Atomic(true)

    init(_ settings: StreamSettings, rungs: [LadderRung], window: LiveWindowSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
        renditions = rungs.map { LadderRendition($0, window: window) }
    }

    /// Starts the thread.
    func begin() {
        let started = WorkerThread(name: "ladder") { [self] in
            do throws(MediaError) {
                try encodePictures()
                for rendition in renditions {
                    rendition.segments.finish()
                }
            } catch {
                logger.error("the ladder failed: \(error.what)")
                for rendition in renditions {
                    rendition.fail()
                }
            }
            queue.close()
        }
        thread.withLock { $0 = started }
    }

    var wantsPicture: Bool {
        true
    }

    func take(_ picture: DrawnPicture) {
        let waits = awaitsKeyframe.load(ordering: .relaxed) && !picture.isKeyframe
        if !waits, queue.offer(picture) {
            return awaitsKeyframe.store(false, ordering: .relaxed)
        }
        if !awaitsKeyframe.exchange(true, ordering: .relaxed) {
            logger.warning("the ladder cannot keep up: pictures are left out until the next keyframe")
        }
        for rendition in renditions {
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

    private func encodePictures() throws(MediaError) {
        var encoders: [RenditionEncoder] = []
        for rendition in renditions {
            encoders.append(try RenditionEncoder(rendition, settings: settings))
        }
        while let picture = queue.receive() {
            for encoder in encoders {
                try encoder.encode(picture)
            }
        }
    }
}
