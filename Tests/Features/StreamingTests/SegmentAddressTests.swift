import Foundation
import HLS
import LabModel
import LabTesting
import Media
@testable import Streaming
import Testing

@Suite("Segment addresses", .realTime, .timeLimit(.minutes(60)))
struct SegmentAddressTests {
    private func media(_ text: String) throws -> MediaPlaylist {
        guard case .media(let playlist) = try Playlist.parse(Array(text.utf8)) else {
            throw PlaylistIsNoMedia()
        }
        return playlist
    }

    private struct PlaylistIsNoMedia: Error {}

    @Test("a whole stream, followed part by part, keeps the rules of the draft and holds every frame once")
    func wholeStream() async throws {
        var harness = try OriginHarness()
        harness.settings.frameLimit = 65
        let folder = try TemporaryFolder()
        let file = folder.file("stream.mp4")
        try await harness.run { server in
            try await server.segments()
            var last = try media(await server.text("/hls/stream.m3u8"))
            #expect(PlaylistRules.broken(by: last) == [])
            while !last.isEnded {
                let part = last.openSegment?.parts.count ?? 0
                let query = "?_HLS_msn=\(last.nextSequence)&_HLS_part=\(part)"
                let next = try media(try await server.answer("/hls/stream.m3u8\(query)").text)
                #expect(PlaylistRules.broken(by: next) == [])
                #expect(PlaylistRules.broken(by: next, after: last) == [])
                last = next
            }
            #expect(last.mediaSequence == 0)
            #expect(last.segments.reduce(Latency.zero) { $0 + $1.duration } == .milliseconds(2_600))
            var bytes = await server.get("/hls/init.mp4").body
            var (told, firstFrames, frames): ([WallTime], [Int], Int) = ([], [], 0)
            for segment in last.segments {
                let answer = await server.get("/hls/\(segment.uri)")
                #expect(answer.status == 200)
                bytes += answer.body
                var parts: [UInt8] = []
                for part in segment.parts {
                    parts += await server.get("/hls/\(part.uri)").body
                }
                #expect(segment.parts.isEmpty || parts == answer.body)
                told.append(try #require(segment.programTime))
                firstFrames.append(frames)
                frames += FragmentedBytes(answer.body).fragments.count
            }
            try Data(FragmentedBytes(bytes).header + FragmentedBytes(bytes).fragments.flatMap(\.bytes))
                .write(to: URL(filePath: file))
            let stamps = try OriginHarness.stamps(in: file)
            #expect(stamps.map { $0?.number?.rawValue } == (0..<65).map { UInt32($0) })
            for (told, frame) in zip(told, firstFrames) {
                // When it was due: marks tell lateness in steps of 0.1 ms, playlists instants in whole milliseconds.
                let (time, lateness) = (try #require(stamps[frame]?.time), try #require(stamps[frame]?.lateness))
                let rest = time - lateness - told
                #expect(rest >= .zero && rest < .microseconds(1_100))
            }
        }
    }

    @Test("segments of MPEG-TS begin with their own tables and hold the same frames")
    func transportStream() async throws {
        var harness = try OriginHarness()
        harness.settings.frameLimit = 60
        let folder = try TemporaryFolder()
        try await harness.run { server in
            // A stream that is watched in segments serves them for a while after its end.
            try await server.segments()
            _ = await server.get("/hls/ts.m3u8")
            // The live address closes with the stream.
            _ = await server.get("/live.ts")
            let playlist = try media(await server.text("/hls/ts.m3u8?_HLS_msn=500"))
            #expect(PlaylistRules.broken(by: playlist) == [])
            #expect(playlist.isEnded && playlist.partTarget == nil)
            for segment in playlist.segments {
                let body = await server.get("/hls/\(segment.uri)").body
                try Data(body).write(to: URL(filePath: folder.file(segment.uri)))
            }
            let numbers = try playlist.segments.flatMap { segment in
                try OriginHarness.stamps(in: folder.file(segment.uri)).map { $0?.number?.rawValue }
            }
            #expect(numbers == (0..<60).map { UInt32($0) })
        }
    }

    @Test("hostile and far reloads of a real stream are refused over HTTP; odd paths are nothing")
    func hostile() async throws {
        try await OriginHarness().run { server in
            for query in ["_HLS_msn=500", "_HLS_msn=-1", "_HLS_msn=18446744073709551616", "_HLS_part=1"] {
                #expect(await server.get("/hls/stream.m3u8?\(query)").status == 400, "\(query)")
            }
            for path in [
                "/hls/", "/hls/a/b/c", "/hls/480p/stream.m3u8", "/hls/480p/s0.ts", "/hls/ts/s0.ts", "/video/x",
            ] {
                #expect(await server.get(path).status == 404, "\(path)")
            }
        }
    }

    @Test(
        "segments are whole groups of pictures, parts whole frames",
        arguments: [
            // fps, group, wished segment, wished part, segment, part, target
            (25, 1.0, nil, 200, 1_000, 200, 1), (25, 0.4, nil, 200, 1_200, 200, 1), (30, 2.0, 1.0, 100, 2_000, 100, 2),
            (50, 0.5, 3.2, 10, 3_500, 20, 4), (10, 1.0, 0.2, 250, 1_000, 200, 1),
        ] as [(Int, Double, Double?, Double, Double, Double, Double)]
    )
    func windows(
        fps: Int,
        gop: Double,
        segment: Double?,
        part: Double,
        wanted: Double,
        wantedPart: Double,
        target: Double
    ) throws {
        var settings = StreamSettings(frameRate: try #require(FrameRate(numerator: fps)))
        settings.gop = .seconds(gop)
        settings.segmentDuration = segment.map { .seconds($0) }
        settings.partDuration = .milliseconds(part)
        let window = settings.window(.fragmentedMP4)
        #expect(window.segmentTarget == .milliseconds(wanted))
        #expect(abs((window.partTarget ?? .zero).milliseconds - wantedPart) < 0.01)
        #expect(window.targetDuration.seconds == target)
    }
}
