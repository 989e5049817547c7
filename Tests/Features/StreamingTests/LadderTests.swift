import Foundation
import HLS
import LabModel
import LabTesting
import Logging
import Machine
import Media
import Testing

@testable import Streaming

@Suite("Ladder", .realTime, .timeLimit(.minutes(60)))
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
            try await Self.checkReports(in: media, of: String(name), by: server)
            header = await server.get("/hls/\(name)/init.mp4").body
            for segment in media.segments {
                segments.append((segment, await server.get("/hls/\(name)/\(segment.uri)").body))
            }
        }

        /// The other two renditions are reported, as far as they are by their own playlists.
        private static func checkReports(
            in media: MediaPlaylist,
            of name: String,
            by server: OriginHarness.Server
        ) async throws {
            // A playlist that has ended reports nothing: nothing changes behind its end.
            let others = media.isEnded ? [] : ["240p", "192p", "160p"].filter { $0 != name }
            #expect(media.renditionReports.map(\.uri) == others.map { "../\($0)/stream.m3u8" })
            for (report, other) in zip(media.renditionReports, others) {
                let text = await server.text("/hls/\(other)/stream.m3u8")
                guard case .media(let its) = try Playlist.parse(Array(text.utf8)) else { continue }
                let last = try #require(report.lastSequence)
                #expect(last <= its.nextSequence && report.lastPart != nil)
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
                    due: WallTime(nanoseconds: 0),
                    isKeyframe: index % 10 == 1
                )
            )
        }
        // One before the first keyframe, eight taken, the rest left out.
        #expect(ladder.renditions.map(\.counters.dropped) == [12])
    }

    /// What `encode` of the planted ladder throws.
    private static let planted = MediaError.outOfMemory(what: "a planted picture")

    /// A ladder without a server, whose rendition of 160 lines fails at its opening or at its sixth picture.
    private func breaking(
        atOpening: Bool,
        _ log: EventLog,
        body: (Ladder, OriginHarness) async throws -> Void
    ) async throws {
        var harness = try OriginHarness()
        harness.settings.ladder = [192, 160, 128]
        let settings = harness.settings
        let ladder = Ladder(
            settings,
            rungs: settings.furtherRungs,
            window: settings.window(.fragmentedMP4),
            logger: Logger(label: "test") { _ in log }
        ) { rendition, settings, sound throws(MediaError) in
            let encode = try RenditionEncoder.open(rendition, settings: settings, sound: sound)
            guard rendition.rung.name == "160p" else { return encode }
            if atOpening { throw Self.planted }
            return { picture throws(MediaError) in
                if picture.tick == 5 { throw Self.planted }
                try encode(picture)
            }
        }
        ladder.begin()
        try await body(ladder, harness)
        ladder.finish()
        await ladder.ended(within: .untilItHangs)
    }

    /// Hands one picture after the other, each when the one before is done.
    private func feed(_ ladder: Ladder, _ harness: OriginHarness, frames: Int) async throws {
        let buffer = try PictureBuffer.make(size: harness.settings.size)
        for index in 0..<frames {
            ladder.take(
                DrawnPicture(
                    picture: try buffer.share(),
                    tick: Int64(index),
                    number: FrameNumber(UInt32(index)),
                    stamp: WallTime(nanoseconds: Int64(index) * 40_000_000),
                    due: WallTime(nanoseconds: Int64(index) * 40_000_000),
                    isKeyframe: index % 10 == 0
                )
            )
            let deadline = harness.clock.monotonicNow() + .untilItHangs
            while ladder.renditions.contains(where: { $0.isWorking && $0.counters.frames <= index }),
                harness.clock.monotonicNow() < deadline
            {
                try await harness.clock.sleep(for: .milliseconds(1))
            }
        }
    }

    @Test("a rendition that fails ends alone, and is told once", arguments: [true, false])
    func failure(atOpening: Bool) async throws {
        let log = EventLog("a rendition")
        try await breaking(atOpening: atOpening, log) { ladder, harness in
            try await feed(ladder, harness, frames: 20)
            #expect(ladder.renditions.map(\.isWorking) == [true, false, true])
            #expect(ladder.renditions.map(\.counters.frames) == [20, atOpening ? 0 : 5, 20])
            #expect(ladder.renditions.map(\.counters.dropped) == [0, 0, 0])
            #expect(ladder.wantsPicture)
            #expect(log.lines == ["a rendition failed: no memory for a planted picture rendition=160p"])
        }
    }

    /// What the stream's own playlist reports is in the others' when it is asked for, as a player that switches does.
    private func checkThatReportsCanBeAskedFor(_ server: OriginHarness.Server) async throws {
        let text = await server.text("/hls/240p/stream.m3u8")
        guard case .media(let own) = try Playlist.parse(Array(text.utf8)) else { return }
        #expect(own.renditionReports.map(\.uri) == ["../192p/stream.m3u8", "../160p/stream.m3u8"])
        for report in own.renditionReports {
            let (sequence, part) = (try #require(report.lastSequence), try #require(report.lastPart))
            let path = "/hls/" + report.uri.dropFirst(3) + "?_HLS_msn=\(sequence)&_HLS_part=\(part)"
            let answer = try await server.answer(path)
            #expect(answer.status == 200)
            guard case .media(let other) = try Playlist.parse(answer.body)
            else { continue }
            #expect(other.nextSequence > sequence || other.openSegment?.parts.count ?? 0 > part)
        }
    }

    @Test("what failed is gone for its players and out of the master playlist; the rest plays on")
    func failedIsGone() async throws {
        var harness = try OriginHarness()
        harness.settings.ladder = [192, 160]
        let clock = harness.clock
        var generator = SystemRandomNumberGenerator()
        let answers = StreamAnswers(
            stream: StreamIdentity(harness.settings, startedAt: clock.now(), contentSHA256: nil, using: &generator),
            status: ProducerStatus(),
            outlets: StreamOutlets(harness.settings, clock: clock, logger: Logger(label: "test")),
            clock: clock,
            clockState: ClockState(clock: clock),
            bootID: "",
            start: clock.monotonicNow()
        )
        let session = StreamSession(answers: answers, logger: Logger(label: "test")) { ready in
            let server = OriginHarness.Server(port: ready.port)
            try await server.segments()
            // Each rendition begins when its own encoder has time.
            #expect(try await server.answer("/hls/160p/stream.m3u8").status == 200)
            #expect(try await server.answer("/hls/192p/stream.m3u8").status == 200)
            try await checkThatReportsCanBeAskedFor(server)
            let ladder = try #require(answers.outlets.ladder)
            ladder.renditions[1].fail()
            let gone = await server.get("/hls/160p/stream.m3u8")
            #expect(gone.status == 410)
            #expect(gone.text.contains("what was at /hls/160p/stream.m3u8 failed, and will not come back"))
            // What its players know of can still be had; what they wait for never comes.
            #expect(await server.get("/hls/160p/s0.m4s").status == 200)
            #expect(await server.get("/hls/160p/s99.m4s").status == 404)
            let master = await server.text("/hls/stream.m3u8")
            #expect(master.contains("192p/stream.m3u8") && !master.contains("160p"))
            #expect(!(await server.text("/dash/stream.mpd")).contains("160p"))
            guard case .media(let rest) = try Playlist.parse(Array(await server.text("/hls/192p/stream.m3u8").utf8))
            else { return }
            #expect(rest.renditionReports.map(\.uri) == ["../240p/stream.m3u8"])
            let next = rest.nextSequence + 1
            #expect(try await server.answer("/hls/192p/stream.m3u8?_HLS_msn=\(next)").status == 200)
            // Nothing is left to choose from when all have failed.
            ladder.renditions[0].fail()
            answers.outlets.fragments?.fail(.outOfMemory(what: "a planted fragment"))
            #expect(await server.get("/hls/stream.m3u8").status == 410)
            withUnsafeCurrentTask { $0?.cancel() }
        }
        try await session.run(farewell: .zero)
        await answers.outlets.ended()
        #expect(answers.counters.outlets["160p"]?.hasFailed == true)
        #expect(answers.counters.outlets["ts"]?.hasFailed == false)
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
