import LabModel
import LabTesting
import Machine
import Relaying
import RunStore
import Synchronization
import Testing

@testable import Receiving

/// Pictures that change while a stream of segments is received.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct VariantReceptionTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func receive(
        _ change: (inout ReceiveSettings) -> Void = { _ in },
        from script: @escaping @Sendable (_ path: String, _ visit: Int) -> [ScriptedServer.Step]
    ) async throws -> (outcome: RunOutcome, trace: Trace) {
        let server = try ScriptedServer(script)
        defer { server.stop() }
        var settings = ReceiveSettings(url: server.url("/s.m3u8"), id: "run")
        settings.clock = .none
        change(&settings)
        let store = try RunStore.open(folder.file("lab.sqlite"))
        let receiver = Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        let outcome = try await receiver.run(uuid: "0190a0b0-0000-7000-8000-000000000001")
        return (outcome, try store.trace(of: outcome.run))
    }

    /// Segments of 12 frames in two variants of the same frames: `low` as it is encoded, `high` with so much stuffing that
    /// the link cannot carry it, and less of it promised than there is.
    private struct Ladder: Sendable {
        static let count = 16
        static let frames = 12
        static let highSize = 188 * 1_200
        static let list = """
            #EXTM3U
            #EXT-X-STREAM-INF:BANDWIDTH=400000,RESOLUTION=720x480
            high.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=200000,RESOLUTION=486x240
            low.m3u8

            """
        let segments: [[UInt8]]
        /// How often a playlist of either variant was asked for: each time two more segments are listed.
        private let loads = ManagedLoads()

        init() throws {
            let stream = try MarkedStream(count: Self.count * Self.frames, gop: Self.frames, bitrate: 500_000)
            segments = stride(from: 0, to: stream.chunks.count, by: Self.frames).map { start in
                stream.chunks[start..<min(stream.chunks.count, start + Self.frames)].flatMap { $0 }
            }
        }

        func answer(_ path: String) -> [ScriptedServer.Step] {
            if path == "/s.m3u8" { return SegmentServer.playlist(Self.list) }
            let isHigh = path.hasPrefix("/high")
            if path.hasSuffix(".m3u8") { return SegmentServer.playlist(playlist(isHigh ? "high" : "low")) }
            let number = path.split(separator: "-").last.flatMap { Int($0.prefix { $0 != "." }) } ?? -1
            guard segments.indices.contains(number) else { return [.status(404)] }
            return SegmentServer.answer(isHigh ? stuffed(segments[number]) : segments[number], type: "video/mp2t")
        }

        private func playlist(_ name: String) -> String {
            let listed = min(Self.count, 2 * loads.next())
            let lines = (0..<listed).map { "#EXTINF:0.48,\n\(name)-\($0).ts\n" }
            let head = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n"
            return head + lines.joined() + (listed == Self.count ? "#EXT-X-ENDLIST\n" : "")
        }

        /// A segment with empty packets behind it.
        private func stuffed(_ segment: [UInt8]) -> [UInt8] {
            let empty = [0x47, 0x1F, 0xFF, 0x10] + [UInt8](repeating: 0xFF, count: 184)
            return segment + (0..<max(0, (Self.highSize - segment.count) / empty.count)).flatMap { _ in empty }
        }
    }

    private final class ManagedLoads: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    @Test func aLinkThatIsTooNarrowMakesItSwitchDown() async throws {
        let ladder = try Ladder()
        let (outcome, trace) = try await receive({ settings in
            settings.variant = .adaptive
            settings.link = Link(delay: .milliseconds(5), rate: DataRate(bitsPerSecond: 3_000_000), seed: 3)
        }) { path, _ in ladder.answer(path) }
        #expect(outcome.failure == nil)
        let (low, high) = ("486x240@200000", "720x480@400000")
        let switches = outcome.summary.events.filter { $0.code == "variant_switched" }.map(\.text)
        try #require(switches.count >= 2, "\(outcome.summary.events)")
        #expect(switches[0].contains("from \(low) to \(high)"))
        #expect(switches[1].contains("from \(high) to \(low)"))
        #expect(trace.events.filter { $0.code == "variant_switched" }.map(\.text) == switches)
        let variants = trace.segments.sorted { $0.sequence < $1.sequence }.compactMap(\.variant)
        #expect(variants.first == low && variants.contains(high))
        #expect(outcome.summary.media.variant == variants.last)
        // No frame is missing where one variant ends and the other begins, and none comes twice.
        let first = try #require(trace.segments.map(\.sequence).min())
        #expect(outcome.summary.frames.marked == (Ladder.count - first) * Ladder.frames)
        #expect(outcome.summary.frames.duplicated == 0)
        #expect(outcome.run.manifest.settings["variant"] == .text("abr"))
    }

    @Test func picturesOfAnotherSizeBehindADiscontinuityAreReadInTheSameRun() async throws {
        let small = SegmentServer.segments(of: try MarkedStream(count: 50))
        let size = PixelSize.imageSizes[1]
        let large = SegmentServer.segments(of: try MarkedStream(from: 50, count: 25, size: size))
        let text = SegmentServer.list(["0.ts", "1.ts", "2.ts"], before: [2: "#EXT-X-DISCONTINUITY"])
        let segments = small + large
        let (outcome, trace) = try await receive { path, _ in
            path == "/s.m3u8"
                ? SegmentServer.playlist(text)
                : SegmentServer.answer(segments[Int(path.dropFirst().prefix { $0 != "." }) ?? 0])
        }
        #expect(outcome.failure == nil)
        let summary = outcome.summary
        #expect(summary.frames.marked == 75 && summary.frames.dropped == 0 && summary.frames.unreadable == 0)
        #expect(summary.reconnects.count == 0)
        #expect(summary.events.count { $0.code == "discontinuity" } == 1)
        #expect(summary.events.count { $0.code == "resolution_changed" } == 1)
        #expect(summary.warnings.contains { $0.code == .resolutionChanged })
        #expect(trace.media.width == size.width && trace.media.height == size.height)
    }
}
