internal import HLS
internal import LabModel
internal import Media
internal import StreamHTTP
internal import Synchronization

/// One further rendition: what the ladder's thread makes of it and what is served.
final class LadderRendition: Sendable {
    let rung: LadderRung
    let segments: SegmentOrigin
    private let state = Mutex((codecs: String?.none, counters: OutletCounters()))

    init(_ rung: LadderRung, window: LiveWindowSettings) {
        self.rung = rung
        segments = SegmentOrigin(window)
    }

    /// The rendition's codecs as RFC 6381 writes it; nil before the first frame.
    var codecs: String? {
        state.withLock { $0.codecs }
    }

    /// What was done so far.
    var counters: OutletCounters {
        var counters = state.withLock { $0.counters }
        counters.add(segments.counters)
        return counters
    }

    /// Says what stands before all segments.
    func begin(header: [UInt8], sound: SoundStream?) {
        segments.begin(map: header)
        state.withLock { $0.codecs = CodecString.of(header: header, sound: sound) }
    }

    /// Adds a frame.
    func append(_ frame: LiveFrame) {
        state.withLock { state in
            state.counters.frames += 1
            state.counters.bytes += frame.bytes.count
        }
        segments.append(frame)
    }

    /// Counts pictures that came while the thread was too far behind.
    func drop() {
        state.withLock { $0.counters.dropped += 1 }
    }

    /// Says that no more can be made.
    func fail() {
        state.withLock { $0.counters.hasFailed = true }
        segments.fail()
    }

    /// Whether more may be made.
    var isWorking: Bool {
        state.withLock { !$0.counters.hasFailed }
    }
}
