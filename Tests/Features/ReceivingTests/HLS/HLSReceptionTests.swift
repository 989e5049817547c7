import LabModel
import LabTesting
import Machine
import Media
import RunStore
import Testing
import WebClient

@testable import Receiving

/// A receiver of HLS against servers that behave, and servers that do not.
@Suite(.realTime, .serialized) struct HLSReceptionTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func receive(
        _ path: String = "/s.m3u8",
        _ change: (inout ReceiveSettings) -> Void = { _ in },
        from script: @escaping @Sendable (_ path: String, _ visit: Int) -> [ScriptedServer.Step]
    ) async throws -> (outcome: RunOutcome, trace: Trace) {
        let server = try ScriptedServer(script)
        defer { server.stop() }
        var settings = ReceiveSettings(url: server.url(path), id: "run")
        settings.clock = .none
        settings.startLimit = .untilItHangs
        change(&settings)
        let store = try RunStore.open(folder.file("lab.sqlite"))
        let receiver = Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        let outcome = try await receiver.run(uuid: "0190a0b0-0000-7000-8000-000000000001")
        return (outcome, try store.trace(of: outcome.run))
    }

    /// Serves a playlist and segments by their place in it.
    private func serving(
        _ text: String,
        _ segments: [[UInt8]],
        besides: [String: [ScriptedServer.Step]] = [:]
    ) -> @Sendable (String, Int) -> [ScriptedServer.Step] {
        { path, _ in
            if let answer = besides[path] { return answer }
            if path == "/s.m3u8" { return SegmentServer.playlist(text) }
            let number = Int(path.dropFirst().prefix { $0 != "." }) ?? -1
            return segments.indices.contains(number) ? SegmentServer.answer(segments[number]) : [.status(404)]
        }
    }

    private let names = ["0.ts", "1.ts", "2.ts"]

    @Test func everyFrameOfAWholeStreamIsRead() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        let (outcome, trace) = try await receive(from: serving(SegmentServer.list(names), segments))
        #expect(outcome.failure == nil)
        #expect(outcome.exitStatus == .done)
        #expect(outcome.summary.frames.marked == 75)
        #expect(outcome.summary.frames.unreadable == 0)
        #expect(outcome.summary.media.container == "hls")
        #expect(outcome.summary.reconnects.count == 0)
        #expect(outcome.summary.events.filter { $0.code != "source_ended" } == [])
        #expect(trace.segments.map(\.sequence) == [0, 1, 2])
        #expect(trace.segments.map(\.size.bytes) == segments.map(\.count))
        #expect(trace.segments.allSatisfy { $0.lastByte != nil && $0.duration == .seconds(1) && !$0.isHinted })
        // What ended before anybody looked is a file: it has no join.
        #expect(trace.join == nil)
    }

    @Test func aLiveStreamJoinsWithItsFirstMedia() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 100))
        let all = ["0.ts", "1.ts", "2.ts", "3.ts"]
        let (outcome, trace) = try await receive { path, visit in
            let count = min(4, visit + 2)
            if path == "/s.m3u8" {
                return SegmentServer.playlist(SegmentServer.list(Array(all[..<count]), isEnded: visit >= 2))
            }
            return SegmentServer.answer(segments[Int(path.dropFirst().prefix { $0 != "." }) ?? 0])
        }
        #expect(outcome.failure == nil)
        let summary = outcome.summary
        #expect(summary.frames.unreadable == 0)
        #expect(summary.reconnects.count == 0)
        let first = try #require(trace.segments.first)
        #expect(trace.join == first.requested)
        // Frames begin with the segment that was asked for first, and none is missing behind it.
        #expect(trace.samples.count == 100 - first.sequence * 25)
        #expect(trace.segments.map(\.sequence) == Array(first.sequence...3))
        let began = try #require(trace.startup.began)
        let connected = try #require(trace.startup.connected)
        #expect(began < connected)
        #expect(connected == trace.join)
        #expect(try #require(trace.startup.firstByte) >= first.requested)
        let start = try #require(trace.playerStart)
        #expect(start.holdBack == .seconds(3))
        #expect(!start.isAsked)
        #expect(start.edge == .seconds(Double(2 - first.sequence)) + (trace.samples.first?.presentationTime ?? .zero))
    }

    @Test func theLiveEdgeIsThePlayersAlone() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        let change: (inout ReceiveSettings) -> Void = { $0.liveEdge = .seconds(20) }
        let (outcome, trace) = try await receive("/s.m3u8", change, from: serving(SegmentServer.list(names), segments))
        #expect(outcome.summary.frames.marked == 75)
        #expect(trace.playerStart?.holdBack == .seconds(20))
        #expect(trace.playerStart?.isAsked == true)
    }

    @Test func anotherStreamBehindADiscontinuityIsAnEpoch() async throws {
        let first = SegmentServer.segments(of: try MarkedStream(count: 50))
        let second = SegmentServer.segments(of: try MarkedStream(count: 25, streamID: StreamID(rawValue: 8)))
        let text = SegmentServer.list(names, before: [2: "#EXT-X-DISCONTINUITY"])
        let (outcome, _) = try await receive(from: serving(text, first + second))
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 75)
        #expect(outcome.summary.reconnects.count == 0)
        #expect(outcome.summary.events.count { $0.code == "discontinuity" } == 1)
    }

    @Test func aMissingSegmentIsAnEvent() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        let script = serving(SegmentServer.list(names), segments, besides: ["/1.ts": [.status(404)]])
        let (outcome, trace) = try await receive(from: script)
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
        #expect(outcome.summary.frames.dropped == 25)
        #expect(outcome.summary.events.contains { $0.code == "media_failed" && $0.text.contains("404") })
        #expect(trace.segments.contains { $0.sequence == 1 && $0.lastByte == nil })
    }

    @Test func aPageInPlaceOfASegmentIsNotDecoded() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        let page = SegmentServer.answer(Array("<html>No such stream</html>".utf8), type: "text/html; charset=utf-8")
        let script = serving(SegmentServer.list(names), segments, besides: ["/1.ts": page])
        let (outcome, _) = try await receive(from: script)
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
        #expect(outcome.summary.events.contains { $0.code == "media_failed" && $0.text.contains("text/html") })
    }

    @Test func aSegmentThatIsCutOffLosesItsRestAlone() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        let half = Array(segments[1].prefix(segments[1].count / 2))
        let script = serving(
            SegmentServer.list(names),
            segments,
            besides: ["/1.ts": SegmentServer.answer(half, length: segments[1].count)]
        )
        let (outcome, trace) = try await receive(from: script)
        #expect(outcome.failure == nil)
        #expect((51...74).contains(outcome.summary.frames.marked))
        #expect(outcome.summary.frames.unreadable == 0)
        #expect(outcome.summary.reconnects.count == 0)
        #expect(outcome.summary.events.contains { $0.code == "media_failed" })
        #expect(trace.segments.first { $0.sequence == 1 }?.size == ByteCount(half.count))
        #expect(trace.segments.first { $0.sequence == 1 }?.lastByte == nil)
    }

    /// A segment that ends inside its keyframe, in the places of a stream.
    @Test(arguments: [
        (place: 0, breaks: []), (place: 1, breaks: []), (place: 2, breaks: []), (place: 1, breaks: [1, 2]),
    ])
    func aSegmentWithoutAnyFrameLosesItselfAlone(place: Int, breaks: [Int]) async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        let text = SegmentServer.list(
            names,
            before: Dictionary(uniqueKeysWithValues: breaks.map { ($0, "#EXT-X-DISCONTINUITY") })
        )
        let start = SegmentServer.answer(Array(segments[place].prefix(1_316)), length: segments[place].count)
        let (outcome, _) = try await receive(from: serving(text, segments, besides: ["/\(place).ts": start]))
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
        #expect(outcome.summary.reconnects.count == 0)
        #expect(outcome.summary.stalls.count == 0)
        // Behind other segments it belongs to their stretch, which is of use.
        let isAlone = place == 0 || !breaks.isEmpty
        #expect(outcome.summary.events.contains { $0.code == "stretch_unusable" } == isAlone)
    }

    @Test func segmentsWithoutAnyFrameAreNoStream() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75)).map { segment in
            SegmentServer.answer(Array(segment.prefix(1_316)), length: segment.count)
        }
        let text = SegmentServer.list(names)
        let (outcome, _) = try await receive { path, _ in
            path == "/s.m3u8"
                ? SegmentServer.playlist(text) : segments[Int(path.dropFirst().prefix { $0 != "." }) ?? 0]
        }
        #expect(outcome.exitStatus == .failed)
        #expect(outcome.summary.events.contains { $0.code == "stretch_unusable" })
    }

    @Test func aBreakLateInAStreamWithAMapIsNoStall() async throws {
        let stream = try MarkedStream(count: 150, format: .fragmentedMP4)
        let segments = SegmentServer.segments(of: stream)
        let all = segments.indices.map { "\($0).m4s" }
        let (outcome, trace) = try await receive { path, visit in
            switch path {
            case "/s.m3u8":
                // One more a second: the last comes three seconds after the map, two without a byte are a stall.
                let count = min(all.count, visit + 3)
                let shown = SegmentServer.list(
                    Array(all[..<count]),
                    before: [0: "#EXT-X-MAP:URI=\"map.mp4\""],
                    isEnded: count == all.count
                )
                return SegmentServer.playlist(shown)
            case "/map.mp4": return SegmentServer.answer(stream.header)
            case "/4.m4s":
                return SegmentServer.answer(Array(segments[4].prefix(segments[4].count / 2)), length: segments[4].count)
            default: return SegmentServer.answer(segments[Int(path.dropFirst().prefix { $0 != "." }) ?? 0])
            }
        }
        #expect(outcome.failure == nil)
        #expect(trace.join != nil)
        #expect(trace.samples.last?.stamp?.number == FrameNumber(149))
        #expect(outcome.summary.stalls.count == 0)
        #expect(outcome.summary.reconnects.count == 0)
    }

    @Test func noiseInPlaceOfASegmentLosesThatSegmentAlone() async throws {
        var segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        segments[1] = [UInt8](repeating: 0xAA, count: 50_000)
        let (outcome, _) = try await receive(from: serving(SegmentServer.list(names), segments))
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
    }

    @Test(arguments: [
        ("http://10.255.255.1/1.ts", "10.255.255.1 is not a public address"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is not a public address"),
    ])
    func playlistsDoNotLeadIntoPrivateNetworks(address: String, told: String) async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        let (outcome, _) = try await receive(from: serving(SegmentServer.list(["0.ts", address, "2.ts"]), segments))
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
        #expect(outcome.summary.events.contains { $0.code == "media_failed" && $0.text.contains(told) })
    }

    @Test func filesAreNotFollowed() async throws {
        let script = serving(SegmentServer.list(["0.ts", "file:///etc/passwd"]), [])
        let (outcome, _) = try await receive(from: script)
        #expect(outcome.exitStatus == .failed)
        #expect("\(try #require(outcome.failure))".contains("scheme file"))
    }

    @Test func whatIsNoPlaylistFailsAtOnce() async throws {
        let page = SegmentServer.answer(Array("<html></html>".utf8), type: "text/html")
        let (outcome, _) = try await receive { _, _ in page }
        #expect(outcome.exitStatus == .failed)
        #expect("\(try #require(outcome.failure))".contains("does not begin with #EXTM3U"))
    }

    @Test func aPlaylistThatIsNotThereFailsAtOnce() async throws {
        let (outcome, _) = try await receive { _, _ in [.status(404)] }
        #expect(outcome.exitStatus == .failed)
        #expect("\(try #require(outcome.failure))".hasPrefix("the server answered 404: http://127.0.0.1:"))
    }

    @Test func redirectsInACircleFail() async throws {
        let (outcome, _) = try await receive { path, _ in
            SegmentServer.redirect(path == "/s.m3u8" ? "/t.m3u8" : "/s.m3u8")
        }
        #expect("\(try #require(outcome.failure))".hasPrefix("the server redirects in a circle"))
    }

    @Test func aPlaylistWithoutEndFails() async throws {
        let line = Array(String(repeating: "#EXTINF:1.0,\n0.ts\n", count: 300_000).utf8)
        let (outcome, _) = try await receive { _, _ in
            [.status(200), .send(Array("#EXTM3U\n".utf8)), .send(line), .hang]
        }
        #expect("\(try #require(outcome.failure))".hasPrefix("the answer is longer than 4194304 bytes"))
    }

    @Test func aPlaylistOfItselfFails() async throws {
        let text = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=486x240\ns.m3u8\n"
        let (outcome, _) = try await receive { _, _ in SegmentServer.playlist(text) }
        #expect("\(try #require(outcome.failure))".contains("names variants again"))
    }

    @Test func aPlaylistIsKnownByItsContentToo() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 50))
        let text = SegmentServer.list(["0.ts", "1.ts"])
        let script = serving(text, segments, besides: ["/live": SegmentServer.playlist(text)])
        let (outcome, trace) = try await receive("/live", from: script)
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
        #expect(trace.segments.count == 2)
        #expect(trace.arrivalMethod == .readLog)
    }

    @Test func onlyTheWantedVariantIsFetched() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 50))
        let text = """
            #EXTM3U
            #EXT-X-STREAM-INF:BANDWIDTH=5000000,RESOLUTION=1280x720
            high.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION=486x240
            low.m3u8

            """
        let low = SegmentServer.playlist(SegmentServer.list(["0.ts", "1.ts"]))
        let script = serving(text, segments, besides: ["/low.m3u8": low])
        let (outcome, trace) = try await receive("/s.m3u8", { $0.variant = .size(MarkedStream.size) }, from: script)
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 50)
        #expect(outcome.summary.media.variant == "486x240@1000000")
        #expect(trace.segments.map(\.variant) == ["486x240@1000000", "486x240@1000000"])
        #expect(outcome.run.manifest.settings["variant"] == .text("486x240"))
    }

    @Test func joinsAndControlsMayBeSegmentedToo() async throws {
        let stream = try MarkedStream(count: 75)
        let segments = SegmentServer.segments(of: stream)
        let store = try RunStore.open(folder.file("lab.sqlite"))
        let script = serving(
            SegmentServer.list(names, isEnded: false),
            segments,
            besides: [
                "/live.ts": ScriptedServer.sending(stream.chunks, restOnce: { $0.control.count >= 25 }, in: store)
            ]
        )
        let server = try ScriptedServer(script)
        defer { server.stop() }
        var settings = ReceiveSettings(url: server.url("/live.ts"), id: "run")
        settings.clock = .none
        settings.frameLimit = 70
        settings.joins = 2
        settings.drain = .untilItHangs
        settings.control = .stream(url: server.url("/s.m3u8"))
        let receiver = Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        let outcome = try await receiver.run(uuid: "0190a0b0-0000-7000-8000-000000000001")
        #expect(outcome.failure == nil)
        #expect(outcome.summary.frames.marked == 70)
        #expect(try store.samples(of: outcome.run, stream: .control).count >= 25)
        settings.url = server.url("/s.m3u8")
        settings.control = nil
        settings.frameLimit = 20
        settings.id = "segmented"
        let other = Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        let joined = try await other.run(uuid: "0190a0b0-0000-7000-8000-000000000002")
        #expect(joined.failure == nil)
        #expect(joined.summary.startupMs.joins?.n == 2)
        #expect(joined.summary.startupMs.joins?.failed == 0)
    }
}
