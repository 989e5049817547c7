import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

/// The receiver of HLS against the real streamer, ffmpeg's packagers and nginx.
@Suite(.realTime, .serialized) struct SegmentedStreamTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: [String]) async throws -> Summary {
        let outcome = try await receiver.run(
            // The frame that ends the run may come late; it is waited for no longer than until it is there.
            arguments + ["--drain", "120", "--json", "--id", "run"],
            in: folder.path
        )
        try #require(!outcome.output.isEmpty, "\(outcome.errors)")
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return try SummaryJSON.decode(outcome.output)
    }

    private var trace: Trace {
        get throws {
            let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
            return try store.trace(of: store.run(named: "run"))
        }
    }

    /// Every frame that was sent was read, and all that was fetched is known.
    private func expectWhole(_ summary: Summary) throws {
        #expect(summary.frames.marked == summary.frames.expected)
        #expect(summary.frames.dropped == 0)
        #expect(summary.frames.unreadable == 0)
        #expect(summary.frames.duplicated == 0)
        #expect(summary.media.container == "hls")
        #expect(summary.reconnects.count == 0)
        #expect(summary.signalDelayMs?.censored == 0)
        let trace = try trace
        #expect(trace.arrivalMethod == .readLog)
        let join = try #require(trace.join)
        #expect(trace.segments.allSatisfy { $0.requested >= join })
        #expect(trace.playerStart?.edge != nil)
        // Playlists are no media: no frame arrives before the first byte of a segment.
        let first = try #require(trace.segments.compactMap(\.firstByte).min())
        #expect(trace.samples.allSatisfy { $0.arrival.map { $0 >= first } ?? true })
    }

    @Test func partsAreFetchedBeforeTheyExist() async throws {
        try await ServingStreamer.serving { streamer in
            let summary = try await run(
                [streamer.url("/hls/stream.m3u8"), "--protocol", "ll-hls", "--duration", "60", "--frame-limit", "150"]
            )
            try expectWhole(summary)
            #expect(!summary.events.contains { $0.code == "parts_missing" })
            let parts = try trace.segments.filter { $0.part != nil }
            #expect(parts.count >= 12)
            #expect(parts.count { $0.isHinted } >= 10)
        }
    }

    @Test(arguments: [["/hls/stream.m3u8", "--protocol", "hls"], ["/hls/ts.m3u8"]])
    func wholeSegmentsLoseNothing(arguments: [String]) async throws {
        try await ServingStreamer.serving { streamer in
            let summary = try await run([streamer.url(arguments[0])] + arguments.dropFirst() + ["--duration", "3"])
            try expectWhole(summary)
            #expect(try trace.segments.allSatisfy { $0.part == nil && !$0.isHinted })
        }
    }

    @Test(arguments: ["fmp4", "mpegts"])
    func segmentsOfAnotherPackagerWithReorderedPictures(type: String) async throws {
        try await ServingStreamer.serving { streamer in
            let nginx = try await NginxServer.start()
            let target = nginx.folder.file("put/s.m3u8")
            let packager = try await ServerProcess.start(
                ["ffmpeg", "-nostdin", "-v", "error", "-fflags", "nobuffer", "-i", streamer.url("/live.ts")]
                    + "-c:v libx264 -preset ultrafast -bf 2 -b_strategy 0 -g 25 -sc_threshold 0".components(
                        separatedBy: " "
                    )
                    + "-f hls -hls_time 1 -hls_list_size 6 -hls_flags delete_segments".components(separatedBy: " ")
                    + ["-hls_segment_type", type, target],
                in: nginx.folder,
                ready: []
            )
            try await until(fileIsThere: target)
            let clock = ["--clock", streamer.url("/clock")]
            let summary = try await run([nginx.http("/put/s.m3u8"), "--duration", "3"] + clock)
            try expectWhole(summary)
            #expect(summary.events.contains { $0.code == "decoder_mode" && $0.text.contains("presentation order") })
            await packager.stop()
            await nginx.stop()
        }
    }

    private func until(fileIsThere path: String) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while !FileManager.default.fileExists(atPath: path) {
            try #require(clock.monotonicNow() < deadline, "\(path)")
            try await clock.sleep(for: .milliseconds(20))
        }
    }
}
