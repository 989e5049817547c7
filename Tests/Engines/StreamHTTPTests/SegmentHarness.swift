import HLS
import Hummingbird
import LabModel
import LabTesting
import Logging
import Machine
import Testing

@testable import StreamHTTP

/// A server on loopback with one rendition in segments, for the time of a body: 25 frames a second, parts of five frames.
struct SegmentHarness: Sendable {
    let origin: SegmentOrigin
    let clock = SystemClock()
    private let segmentFrames: Int

    /// - Parameters:
    ///   - waitingRequests: how many requests may wait.
    ///   - segmentFrames: frames from keyframe to keyframe, each with a segment: 25 let a request wait for 3 s.
    ///   - patience: how long a request may wait instead; nil for what the frames let it.
    /// - Throws: never, with these rates.
    init(waitingRequests: Int = 2_000, segmentFrames: Int = 25, patience: Latency? = .untilItHangs) throws {
        self.segmentFrames = segmentFrames
        var settings = LiveWindowSettings(
            container: .fragmentedMP4,
            frameRate: try #require(FrameRate(numerator: 25)),
            segmentTarget: .milliseconds(40 * Double(segmentFrames))
        )
        settings.keyframeInterval = segmentFrames
        origin = SegmentOrigin(settings, waitingRequests: waitingRequests, patience: patience)
        origin.begin(map: Array("map".utf8))
    }

    /// Serves, runs the body with the port, ends.
    func run(
        siblings: [SiblingRendition] = [],
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                let router = StreamServer.router()
                router.get("/hls/stream.m3u8") { await origin.playlist($0, context: $1, siblings: siblings) }
                router.get("/hls/plain.m3u8") {
                    await origin.playlist($0, context: $1, isLowLatency: false, siblings: siblings)
                }
                router.get("/hls/:name") { request, context in
                    await origin.resource(try context.parameters.require("name"), request, context: context)
                }
                let settings = StreamServerSettings(port: 0)
                try await StreamServer(settings: settings, logger: Logger(label: "test")).run(router) { number in
                    port.yield(number)
                }
            }
            var numbers = ports.makeAsyncIterator()
            if let number = await numbers.next() {
                do {
                    try await body(number)
                } catch {
                    group.cancelAll()
                    throw error
                }
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// Appends frames; each has a hundred bytes that say its number.
    func append(_ frames: Range<Int>) {
        for index in frames {
            origin.append(
                LiveFrame(
                    bytes: Self.bytes(of: index),
                    duration: .milliseconds(40),
                    isKeyframe: index % segmentFrames == 0,
                    time: WallTime(nanoseconds: 1_800_000_000_000_000_000 + Int64(index) * 40_000_000)
                )
            )
        }
    }

    static func bytes(of index: Int) -> [UInt8] {
        Array(repeating: UInt8(truncatingIfNeeded: index), count: 100)
    }

    /// Waits until as many requests wait.
    func waiting(_ count: Int) async throws {
        let deadline = clock.monotonicNow() + .untilItHangs
        while origin.counters.waiting != count, clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(2))
        }
        #expect(origin.counters.waiting == count)
    }
}
