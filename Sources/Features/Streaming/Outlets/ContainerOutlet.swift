internal import Fanout
internal import HLS
internal import LabModel
internal import Logging
internal import Media
internal import StreamHTTP
internal import Synchronization

/// Puts frames into one container, once, for its live viewers and for its segments.
final class ContainerOutlet: FrameOutlet {
    /// What is sent at the live address.
    let broadcaster: Broadcaster
    /// What is sent as playlists, segments and parts.
    let segments: SegmentOrigin

    private struct State {
        var muxer: StreamMuxer?
        var hasBegun = false
        var codecs: String?
        var sound: SoundStream?
        var mediaStart: WallTime?
        var counters = OutletCounters()
    }

    private let format: ContainerFormat
    private let frameRate: FrameRate
    private let clock: any LabClock
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameters:
    ///   - format: MPEG-TS or fragmented MP4.
    ///   - window: how its segments are cut and kept.
    ///   - viewers: live viewers at a time.
    ///   - clock: tells when a piece was ready.
    ///   - logger: gets one line when the container fails.
    init(
        _ format: ContainerFormat,
        window: LiveWindowSettings,
        viewers: Int,
        clock: any LabClock,
        logger: Logger
    ) {
        self.format = format
        self.clock = clock
        self.logger = logger
        frameRate = window.frameRate
        broadcaster = Broadcaster(limits: FanoutLimits(viewers: viewers))
        segments = SegmentOrigin(window)
    }

    /// What was done so far.
    var counters: OutletCounters {
        var counters = state.withLock { $0.counters }
        counters.viewers = broadcaster.counters.viewers
        counters.add(segments.counters)
        return counters
    }

    /// The stream's codecs as RFC 6381 writes it; nil before the first frame, and of MPEG-TS.
    var codecs: String? {
        state.withLock { $0.codecs }
    }

    /// When the picture of media time 0 was due, or would have been; nil before the first frame.
    var mediaStart: WallTime? {
        state.withLock { $0.mediaStart }
    }

    func begin(_ stream: EncodedStream) {
        let failure = state.withLock { state -> MediaError? in
            do throws(MediaError) {
                state.muxer = try StreamMuxer.open(format, stream: stream)
                state.sound = stream.sound
                return nil
            } catch {
                return error
            }
        }
        if let failure {
            fail(failure)
        }
    }

    func take(_ frame: EncodedFrame) {
        guard let bytes = muxed(frame) else { return }
        broadcaster.publish(
            MediaChunk(
                bytes: bytes,
                isKeyframe: frame.packet.isKeyframe,
                frame: frame.number,
                instant: clock.monotonicNow()
            )
        )
        segments.append(
            LiveFrame(bytes: bytes, duration: frameRate.period, isKeyframe: frame.packet.isKeyframe, time: frame.due)
        )
    }

    func finish() {
        segments.finish()
        broadcaster.finish()
    }

    /// The frame's bytes in the container, its stamp before it where the container has a place for that.
    private func muxed(_ frame: EncodedFrame) -> [UInt8]? {
        var header: [UInt8]?
        let result = state.withLock { state -> Result<[UInt8], MediaError>? in
            guard let muxer = state.muxer else { return nil }
            do throws(MediaError) {
                var bytes = try muxer.write(frame.packet)
                if format == .fragmentedMP4 {
                    let time = ProducerReferenceTime(fragment: bytes, time: frame.stamp)
                    bytes.insert(contentsOf: time?.bytes ?? [], at: 0)
                }
                bytes += try muxer.write(frame.sound)
                if !state.hasBegun {
                    state.hasBegun = true
                    state.mediaStart = frame.due - frameRate.timeOfTick(frame.packet.index)
                    state.codecs = CodecString.of(header: muxer.header, sound: state.sound)
                    header = muxer.header
                }
                state.counters.frames += 1
                state.counters.bytes += bytes.count
                return .success(bytes)
            } catch {
                return .failure(error)
            }
        }
        if let header, !header.isEmpty {
            broadcaster.begin(with: header)
            segments.begin(map: header)
        }
        switch result {
        case .success(let bytes)?:
            return bytes
        case .failure(let error)?:
            fail(error)
            return nil
        case nil:
            return nil
        }
    }

    /// Takes nothing more, and tells why.
    func fail(_ error: MediaError) {
        state.withLock { state in
            state.muxer = nil
            state.counters.hasFailed = true
        }
        logger.error("an outlet failed: \(error.what)", metadata: ["container": "\(format.rawValue)"])
        segments.fail()
        broadcaster.finish()
    }
}

extension OutletCounters {
    mutating func add(_ segments: SegmentCounters) {
        answers = segments.playlists + segments.resources
        waiting = segments.waiting
    }
}
