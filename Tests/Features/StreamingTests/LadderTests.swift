import Foundation
import HLS
import LabModel
import LabTesting
import Logging
import Media
import Testing

@testable import Streaming

@Suite("Ladder", .realTime, .timeLimit(.minutes(15)))
struct LadderTests {
    @Test("every rendition shows the same frames, with keyframes at the same ones, as its playlist says")
    func renditions() async throws {
        var harness = try OriginHarness()
        harness.settings.ladder = [240, 192, 160]
        harness.settings.frameLimit = 80
        let folder = try TemporaryFolder()
        let counters = try await harness.run { server in
            // A stream that is watched in segments serves them for a while after its end.
            try await server.segments()
            _ = await server.get("/hls/160p/stream.m3u8")
            // The live address closes with the stream.
            _ = await server.get("/live.ts")
            let playlist = try Playlist.parse(Array(await server.text("/hls/stream.m3u8").utf8))
            guard case .multivariant(let all) = playlist else {
                Issue.record("no multivariant playlist")
                return
            }
            #expect(all.variants.map(\.uri) == ["240p/stream.m3u8", "192p/stream.m3u8", "160p/stream.m3u8"])
            #expect(all.variants.map { $0.resolution?.description } == ["320x240", "256x192", "214x160"])
            #expect(all.variants.allSatisfy { $0.frameRate == .usual && $0.codecs.count == 1 })
            var renditions: [Rendition] = []
            for variant in all.variants {
                renditions.append(try await Rendition(variant, of: server))
            }
            var main: Rendition?
            for var rendition in renditions {
                try rendition.decode(in: folder)
                #expect(rendition.starts.isSubset(of: main?.starts ?? rendition.starts))
                #expect(rendition.stamps.isSubset(of: main?.stamps ?? rendition.stamps))
                #expect(rendition.starts.count >= 2)
                main = main ?? rendition
            }
            #expect(main?.stamps.count == 80)
        }
        for name in ["192p", "160p"] {
            let outlet = try #require(counters.outlets[name])
            #expect(outlet.frames + outlet.dropped == 80)
        }
        #expect(counters.outlets["240p"] == nil)
    }

    /// What one rendition shows, as its playlist tells it.
    private struct Rendition {
        /// The stamps of the pictures with which segments begin, all of them keyframes.
        var starts: Set<WallTime> = []
        var stamps: Set<WallTime> = []

        private let variant: VariantStream
        private var header: [UInt8] = []
        private var segments: [(segment: MediaSegment, body: [UInt8])] = []

        init(_ variant: VariantStream, of server: OriginHarness.Server) async throws {
            self.variant = variant
            let text = await server.text("/hls/\(variant.uri)?_HLS_msn=2")
            guard case .media(let media) = try Playlist.parse(Array(text.utf8)) else { return }
            #expect(PlaylistRules.broken(by: media) == [])
            let name = variant.uri.prefix { $0 != "/" }
            header = await server.get("/hls/\(name)/init.mp4").body
            for segment in media.segments {
                segments.append((segment, await server.get("/hls/\(name)/\(segment.uri)").body))
            }
        }

        /// Reads the marks, and holds the segments against what was told of them.
        mutating func decode(in folder: TemporaryFolder) throws {
            #expect(CodecString.of(header: header) == variant.codecs.first)
            for (segment, body) in segments {
                let rate = Double(body.count * 8) / segment.duration.seconds
                #expect(segment.duration < .seconds(1) || rate <= Double(variant.bandwidth.bitsPerSecond))
                let fragments = FragmentedBytes(body).fragments
                let file = folder.file("\(variant.bandwidth.bitsPerSecond)-\(segment.uri)")
                try Data(header + fragments.flatMap(\.bytes)).write(to: URL(filePath: file))
                let times = try OriginHarness.stamps(in: file).compactMap { $0?.time }
                #expect(times.count == fragments.count)
                starts.formUnion(times.prefix(1))
                stamps.formUnion(times)
            }
        }
    }

    @Test("a ladder that cannot keep up leaves pictures out up to a keyframe, and says how many")
    func overload() throws {
        var settings = try OriginHarness().settings
        settings.ladder = [160]
        let ladder = Ladder(
            settings,
            rungs: settings.furtherRungs,
            window: settings.window(.fragmentedMP4),
            logger: Logger(label: "test")
        )
        let buffer = try PictureBuffer.make(size: settings.size)
        // Its thread is not begun, so the queue of eight stays full.
        for index in 0..<20 {
            ladder.take(
                DrawnPicture(
                    picture: try buffer.share(),
                    tick: Int64(index),
                    number: FrameNumber(UInt32(index)),
                    stamp: WallTime(nanoseconds: 0),
                    isKeyframe: index % 10 == 1
                )
            )
        }
        // One before the first keyframe, eight taken, the rest left out.
        #expect(ladder.renditions.map(\.counters.dropped) == [12])
    }

    @Test("the counters of the end hold every picture")
    func counters() async throws {
        var harness = try OriginHarness()
        harness.settings.ladder = [192, 160]
        harness.settings.frameLimit = 30
        let counters = try await harness.run { server in
            // The live address closes with the stream.
            _ = await server.get("/live.ts")
        }
        for name in ["192p", "160p"] {
            let outlet = try #require(counters.outlets[name])
            #expect(outlet.frames + outlet.dropped == 30)
        }
    }

    @Test("rungs keep the picture's shape, even sides and a share of its rate")
    func rungs() {
        let main = PixelSize(width: 1280, height: 720)
        let rate = DataRate(bitsPerSecond: 2_500_000)
        let rungs = [720, 480, 360, 240].map { LadderRung(height: $0, of: main, bitrate: rate) }
        #expect(rungs.map(\.size.description) == ["1280x720", "854x480", "640x360", "426x240"])
        #expect(rungs.map(\.name) == ["720p", "480p", "360p", "240p"])
        #expect(rungs[0].bitrate == rate)
        #expect(rungs[2].bitrate.bitsPerSecond == 883_883)
        // The boxes' bits, and rate control's reserve: a fifth of a second's share, two frames' where frames are few, and
        // never more than an access unit may have.
        #expect(rungs[2].highestRate(.usual).bitsPerSecond == 883_883 + 200 * 8 * 25 + 176_776)
        let slow = FrameRate(numerator: 5) ?? .usual
        #expect(rungs[2].highestRate(slow).bitsPerSecond == 883_883 + 200 * 8 * 5 + 353_553)
        #expect(rungs[0].highestRate(.usual).bitsPerSecond == 2_500_000 + 200 * 8 * 25 + 390_000)
        let tiny = LadderRung(height: 16, of: PixelSize(width: 16, height: 8_192), bitrate: rate)
        #expect(tiny.size == PixelSize(width: 16, height: 16))
        #expect(tiny.bitrate.bitsPerSecond == 100_000)
    }
}
