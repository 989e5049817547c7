import HLS
import LabModel
import Logging
import Media
import StreamHTTP
import Synchronization
import Testing

@testable import Streaming

@Suite("Due times")
struct DueTimeTests {
    /// A clock that wakes whoever waits too late, each time by another length; making a frame takes no time by it.
    private final class LateClock: LabClock {
        static let epoch: Int64 = 1_800_000_000_000_000_000
        private let latenesses: [Latency]
        private let state = Mutex((now: Int64(0), waits: 0))

        init(_ latenesses: [Latency]) {
            self.latenesses = latenesses
        }

        func now() -> WallTime {
            WallTime(nanoseconds: Self.epoch + state.withLock { $0.now })
        }

        func monotonicNow() -> MonotonicTime {
            MonotonicTime(nanoseconds: state.withLock { $0.now })
        }

        func blockUntil(_ instant: MonotonicTime) {
            state.withLock { state in
                let lateness = latenesses[state.waits % latenesses.count]
                state.now = max(state.now, instant.nanoseconds + lateness.nanoseconds)
                state.waits += 1
            }
        }

        func sleep(until instant: MonotonicTime) async throws {
            blockUntil(instant)
        }
    }

    private static func at(_ milliseconds: Int64) -> WallTime {
        WallTime(nanoseconds: LateClock.epoch + milliseconds * 1_000_000)
    }

    /// Makes frames at 25 a second, ten to a keyframe, late by 7, 21, 0, 39 and 3 ms and so on.
    private static func made(frames: Int) throws -> StreamOutlets {
        var settings = StreamSettings(frameRate: try #require(FrameRate(numerator: 25)))
        settings.size = PixelSize(width: 320, height: 240)
        settings.bitrate = DataRate(bitsPerSecond: 800_000)
        settings.gop = .milliseconds(400)
        settings.frameLimit = frames
        let clock = LateClock([7, 21, 0, 39, 3].map { .milliseconds($0) })
        let outlets = StreamOutlets(settings, clock: clock, logger: Logger(label: "test"))
        var generator = SystemRandomNumberGenerator()
        let producer = FrameProducer(
            StreamIdentity(settings, startedAt: clock.now(), contentSHA256: nil, using: &generator),
            clock: clock,
            outlets: outlets,
            status: ProducerStatus()
        )
        try producer.run {}
        outlets.finish()
        return outlets
    }

    @Test("program times are when pictures were due; their stamps say how late they were drawn")
    func programTimes() throws {
        let outlets = try Self.made(frames: 90)
        for origin in [outlets.fragments?.segments, outlets.transportStream?.segments] {
            let playlist = try #require(origin).window.playlist(lowLatency: false)
            var due = Int64(0)
            for segment in playlist.segments {
                #expect(segment.programTime == Self.at(due))
                due += Int64(segment.duration.milliseconds.rounded())
            }
            #expect(due == 3_600)
        }
        let window = try #require(outlets.fragments?.segments).window
        guard case .bytes(let pieces) = window.resource("s0.m4s") else {
            Issue.record("no segment")
            return
        }
        let times = FragmentedBytes(pieces.flatMap { $0 }).times(near: Self.at(0))
        // The first frame is due at once: nobody waits for it.
        #expect(times.prefix(6) == [Self.at(0), Self.at(47), Self.at(101), Self.at(120), Self.at(199), Self.at(203)])
    }

    @Test("media time 0 is exactly the first tick, however late a frame was")
    func mediaStart() throws {
        let outlets = try Self.made(frames: 2)
        #expect(outlets.fragments?.mediaStart == Self.at(0))
        #expect(outlets.transportStream?.mediaStart == Self.at(0))
    }
}
