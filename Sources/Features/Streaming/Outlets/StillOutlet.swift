internal import Fanout
internal import LabModel
internal import Logging
internal import Machine
internal import Media
internal import Synchronization

/// Sends JPEG pictures: of the one encode where it makes JPEG, else of an encoder of its own that runs on a thread of its
/// own and only while somebody watches.
final class StillOutlet: FrameOutlet, PictureOutlet {
    /// What is sent at the live address.
    let broadcaster: Broadcaster

    private let encoding: EncoderSettings
    private let isMain: Bool
    private let clock: any LabClock
    private let logger: Logger
    private let thread = Mutex<WorkerThread?>(nil)
    private let counted = Mutex(OutletCounters())
    /// One picture being encoded and one waiting: more would only be older.
    private let queue = OfferQueue<DrawnPicture>(capacity: 1)

    init(_ settings: StreamSettings, clock: any LabClock, logger: Logger) {
        var limits = FanoutLimits(viewers: settings.viewers)
        limits.beginsWithNext = true
        broadcaster = Broadcaster(limits: limits)
        broadcaster.begin(with: MultipartStill.header)
        isMain = settings.codec == .mjpeg
        encoding = Self.encoding(settings)
        self.clock = clock
        self.logger = logger
    }

    /// About one bit a sample: marks survive it easily, and the picture looks well.
    private static func encoding(_ settings: StreamSettings) -> EncoderSettings {
        let samples = Double(settings.size.width * settings.size.height)
        return EncoderSettings(
            codec: .mjpeg,
            size: settings.size,
            frameRate: settings.frameRate,
            bitrate: DataRate(bitsPerSecond: Int(samples * settings.frameRate.framesPerSecond)),
            gop: settings.gop
        )
    }

    /// What was done so far.
    var counters: OutletCounters {
        var counters = counted.withLock { $0 }
        counters.viewers = broadcaster.counters.viewers
        return counters
    }

    var wantsPicture: Bool {
        !isMain && broadcaster.counters.viewers > 0
    }

    func begin(_ stream: EncodedStream) {
        guard !isMain else { return }
        let started = WorkerThread(name: "stills") { [self] in
            do throws(MediaError) {
                try encodePictures()
            } catch {
                counted.withLock { $0.hasFailed = true }
                logger.error("single pictures failed: \(error.what)")
            }
            queue.close()
            broadcaster.finish()
        }
        thread.withLock { $0 = started }
    }

    func take(_ frame: EncodedFrame) {
        guard isMain else { return }
        publish(frame.packet, number: frame.number, stamp: frame.stamp)
    }

    func take(_ picture: DrawnPicture) {
        if !queue.offer(picture) {
            counted.withLock { $0.dropped += 1 }
        }
    }

    func finish() {
        queue.close()
        if isMain {
            broadcaster.finish()
        }
    }

    /// Waits until the last pictures are encoded, but not for long.
    func ended(within limit: Latency) async {
        guard let thread = thread.withLock({ $0 }), await !thread.ended(within: limit) else { return }
        logger.warning("the last single pictures are not encoded: their counters do not hold them")
    }

    private func encodePictures() throws(MediaError) {
        let encoder = try VideoEncoder.open(encoding)
        while let drawn = queue.receive() {
            for packet in try encoder.encode(drawn.picture, index: drawn.tick) {
                publish(packet, number: drawn.number, stamp: drawn.stamp)
            }
        }
    }

    private func publish(_ packet: EncodedPacket, number: FrameNumber, stamp: WallTime) {
        let bytes = MultipartStill.part(packet.copyBytes(), stamp: stamp)
        counted.withLock { counted in
            counted.frames += 1
            counted.bytes += bytes.count
        }
        broadcaster.publish(
            MediaChunk(bytes: bytes, isKeyframe: true, frame: number, instant: clock.monotonicNow())
        )
    }
}
