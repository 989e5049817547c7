import HLS
import LabModel
import Testing

@Suite struct LiveClientVariantTests {
    private static let master = MultivariantPlaylistTests.text

    /// Whole segments of two seconds from `first` on.
    private static func media(first: Int, count: Int, name: String = "s", isEnded: Bool = false) -> String {
        var playlist = MediaPlaylist(version: 3, targetDuration: .seconds(2))
        playlist.mediaSequence = first
        playlist.segments = (first..<first + count).map { MediaSegment(uri: "\(name)\($0).ts", duration: .seconds(2)) }
        playlist.isEnded = isEnded
        return playlist.text
    }

    @Test func theChosenVariantIsFetchedAndNamed() {
        var hand = HandDriven { $0.variant = .lowest }
        hand.answer(Self.master)
        #expect(hand.playlists.map(\.url).last == "https://cdn.example/live/480p/stream.m3u8")
        #expect(hand.client.variants.count == 2 && hand.client.variant == 1)
        hand.answer(Self.media(first: 5, count: 4))
        #expect(hand.media.map(\.url) == ["https://cdn.example/live/480p/s8.ts"])
        #expect(hand.media.map(\.variant) == ["853x480@900000"])
        #expect(hand.notes.map(\.code) == [.variantChosen, .partsMissing])
        #expect(hand.notes.first?.text == "853x480@900000, one of 2")
    }

    @Test func soundOfItsOwnIsNotFetched() {
        var hand = HandDriven { $0.variant = .highest }
        hand.answer(Self.master)
        #expect(hand.notes.map(\.code) == [.variantChosen, .audioLeftOut])
    }

    @Test func addressesAreRelativeToWhatAnswered() {
        var hand = HandDriven()
        hand.answer(Self.media(first: 5, count: 1), finalURL: "https://edge.example/a/b/list.m3u8?session=9#x")
        #expect(hand.media.map(\.url) == ["https://edge.example/a/b/s5.ts"])
        hand.wait(.seconds(2))
        #expect(hand.playlists.last?.url == "https://edge.example/a/b/list.m3u8?session=9")
    }

    @Test func directivesStandBehindAQuery() {
        var hand = HandDriven(url: "http://a/live.m3u8?key=1")
        hand.answer(LiveWindowTests.window(frames: 44).playlist(lowLatency: true).text)
        #expect(hand.playlists.last?.url == "http://a/live.m3u8?key=1&_HLS_msn=1&_HLS_part=2&_HLS_skip=YES")
    }

    @Test func anotherVariantBeginsWithAStretchOfItsOwn() {
        var hand = HandDriven { $0.variant = .adaptive }
        hand.answer(Self.master)
        hand.answer(Self.media(first: 5, count: 2))
        hand.answerMedia()
        hand.client.change(toVariant: 0)
        hand.client.change(toVariant: 7)
        hand.act()
        #expect(hand.playlists.last?.url == "https://cdn.example/live/720p/stream.m3u8")
        hand.answer(Self.media(first: 5, count: 3, name: "h"))
        let base = "https://cdn.example/live"
        #expect(hand.media.map(\.url) == ["\(base)/480p/s6.ts", "\(base)/720p/h7.ts"])
        #expect(hand.media.map(\.stretch) == [0, 1])
        #expect(hand.media.map(\.variant) == ["853x480@900000", "1280x720@2800000"])
        #expect(hand.notes.last == ClientNote(code: .variantChanged, text: "from 853x480@900000 to 1280x720@2800000"))
    }

    @Test func variantsThatCountDifferentlyAreJoinedByTheirTimes() throws {
        func media(first: Int, count: Int, from second: Double) throws -> String {
            var playlist = try MediaPlaylistTests.media(Self.media(first: first, count: count))
            playlist.segments[0].programTime = WallTime(nanoseconds: 1_000_000_000_000) + .seconds(second)
            return playlist.text
        }
        var hand = HandDriven { $0.variant = .lowest }
        hand.answer(Self.master)
        try hand.answer(media(first: 5, count: 2, from: 10))
        hand.client.change(toVariant: 0)
        hand.act()
        try hand.answer(media(first: 102, count: 4, from: 8))
        // Segment 7 would begin at 14 s, as does segment 105.
        #expect(hand.media.map(\.media.sequence) == [6, 105])
    }

    @Test func aVariantThatCannotBeHadChangesNothing() {
        var hand = HandDriven { $0.variant = .lowest }
        hand.answer(Self.master)
        hand.answer(Self.media(first: 5, count: 2))
        hand.client.change(toVariant: 0)
        hand.act()
        if let request = hand.playlists.last { hand.fail(request.id, .status(404)) }
        #expect(hand.notes.last?.text == "variant 1280x720@2800000 could not be had: the server answered 404")
        #expect(hand.playlists.last?.url == "https://cdn.example/live/480p/stream.m3u8")
        #expect(hand.client.variant == 1)
        hand.client.change(toVariant: 0)
        hand.answer(Self.media(first: 5, count: 3))
        hand.answer("<html>")
        #expect(hand.notes.last?.code == .reloadFailed)
        #expect(hand.end == nil)
    }

    /// A low-latency playlist that reports the variant at `../720p/stream.m3u8` as far as given.
    private static func reporting(_ sequence: Int?, part: Int?, frames: Int = 30 + 14) -> String {
        var playlist = LiveWindowTests.window(frames: frames).playlist(lowLatency: true)
        playlist.renditionReports = [
            RenditionReport(uri: "../240p/stream.m3u8", lastSequence: 77, lastPart: 7),
            RenditionReport(uri: "../720p/stream.m3u8", lastSequence: sequence, lastPart: part),
        ]
        return playlist.text
    }

    @Test func aSwitchAsksForWhatIsReportedOfTheOtherVariant() {
        var hand = HandDriven { $0.variant = .lowest }
        hand.answer(Self.master)
        hand.client.change(toVariant: 0)
        // The position is a segment's beginning: the switch is made at once.
        hand.answer(Self.reporting(1, part: 0, frames: 30))
        let base = "https://cdn.example/live/720p/stream.m3u8"
        #expect(hand.playlists.last?.url == "\(base)?_HLS_msn=1&_HLS_part=0")
        #expect(hand.playlists.last?.waitsFor == MediaPlace(sequence: 1, part: 0))
        hand.answer(Self.reporting(1, part: 2))
        #expect(hand.client.variant == 0)
        // What was asked for is no part of where the playlist is.
        #expect(hand.playlists.last?.url == "\(base)?_HLS_msn=1&_HLS_part=2&_HLS_skip=YES")
    }

    @Test func aReportThatIsRefusedIsAskedForPlainly() {
        var hand = HandDriven { $0.variant = .lowest }
        hand.answer(Self.master)
        hand.client.change(toVariant: 0)
        hand.answer(Self.reporting(1, part: nil, frames: 30))
        let base = "https://cdn.example/live/720p/stream.m3u8"
        #expect(hand.playlists.last?.url == "\(base)?_HLS_msn=1")
        if let request = hand.playlists.last { hand.fail(request.id, .status(400)) }
        #expect(hand.playlists.last?.url == base)
        if let request = hand.playlists.last { hand.fail(request.id, .status(404)) }
        #expect(hand.client.variant == 1)
        #expect(hand.notes.last?.code == .reloadFailed)
    }

    @Test func withoutAUsefulReportASwitchAsksPlainly() {
        for (report, isLowLatency) in [
            (Self.reporting(nil, part: nil, frames: 30), true), (Self.reporting(1, part: 0), false),
            (Self.reporting(1, part: 0, frames: 30).replacing("../720p/", with: "../721p/"), true),
        ] {
            var hand = HandDriven {
                $0.variant = .lowest
                $0.lowLatency = isLowLatency
            }
            hand.answer(Self.master)
            hand.client.change(toVariant: 0)
            hand.answer(report)
            #expect(hand.playlists.last?.url == "https://cdn.example/live/720p/stream.m3u8")
        }
    }

    @Test func variantsThatNameVariantsAreRefused() {
        var hand = HandDriven()
        hand.answer(Self.master)
        hand.answer(Self.master)
        #expect(hand.end == .unusable(.nested))
        #expect(hand.playlists.count == 2)
    }

    @Test func onlyTheWebIsFollowed() {
        #expect(HandDriven(url: "file:///etc/passwd").end == .unusable(.forbiddenScheme("file")))
        #expect(HandDriven(url: "live.m3u8").end == .unusable(.badAddress("live.m3u8")))
        var hand = HandDriven()
        hand.answer("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/passwd\n")
        #expect(hand.end == .unusable(.forbiddenScheme("file")))
        hand = HandDriven()
        hand.answer("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n")
        #expect(hand.end == .unusable(.forbiddenScheme("file")))
        hand = HandDriven()
        hand.answer("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MAP:URI=\"concat:a\"\n#EXTINF:1,\ns.mp4\n")
        #expect(hand.end == .unusable(.forbiddenScheme("concat")))
        #expect(hand.media.isEmpty)
    }

    @Test func whatFailsAtOnceEndsAtOnce() {
        var hand = HandDriven()
        hand.answer("<!doctype html>")
        #expect(hand.end == .unusable(.notAPlaylist(line: 1)))
        hand = HandDriven()
        hand.fail(1, .status(404))
        #expect(hand.end == .unreachable(.status(404)))
        #expect(hand.client.next(at: hand.now).isEmpty)
        hand = HandDriven()
        hand.answer("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXTINF:1,\ns.ts\n")
        #expect(hand.end == .unusable(.unsupported("encryption by AES-128", line: 3)))
        hand = HandDriven()
        hand.answer("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n#EXTINF:1,\ns.ts\n")
        #expect(hand.end == .unusable(.updateWithoutBase))
    }

    @Test func anEndlessPlaylistIsRefused() {
        var hand = HandDriven { $0.limits.segments = 1_000 }
        hand.answer("#EXTM3U\n#EXT-X-TARGETDURATION:1\n" + String(repeating: "#EXTINF:1,\ns.ts\n", count: 1_001))
        #expect(hand.end == .unusable(.tooMuch(of: "segments", limit: 1_000, line: 2_004)))
    }

    @Test func aPlaylistThatTurnsBadEndsAfterItsTime() {
        var hand = HandDriven()
        hand.answer(Self.media(first: 5, count: 2))
        for _ in 0..<12 where hand.end == nil {
            hand.wait(.seconds(2))
            hand.answer("not a playlist")
        }
        #expect(hand.end == .unusable(.notAPlaylist(line: 1)))
        #expect(hand.notes.last?.code == .reloadFailed)
        // Twice the limit of ten seconds would be too long.
        #expect(hand.now <= MonotonicTime(nanoseconds: 14_000_000_000))
    }

    @Test func timesThatLieCenturiesApartAreARestart() throws {
        var playlist = try MediaPlaylistTests.media(Self.media(first: 5, count: 2))
        playlist.segments[1].programTime = WallTime(nanoseconds: -9_000_000_000_000_000_000)
        var hand = HandDriven()
        hand.answer(playlist.text)
        hand.wait(.seconds(2))
        playlist.segments[1].programTime = WallTime(nanoseconds: 9_000_000_000_000_000_000)
        hand.answer(playlist.text)
        #expect(hand.notes.last?.code == .sequenceReset)
        #expect(hand.media.map(\.stretch) == [0, 1])
    }

    @Test func truncatedMediaIsNotFetchedTwice() {
        var hand = HandDriven()
        hand.answer(Self.media(first: 5, count: 1, isEnded: true))
        hand.fail(hand.media[0].id, .other("the connection broke"), size: 70)
        #expect(
            hand.notes.last == ClientNote(code: .mediaFailed, text: "segment 5 after 70 bytes: the connection broke")
        )
        #expect(hand.media.count == 1)
        #expect(hand.end == .ended)
    }

    @Test func mediaThatFailsIsFetchedAgainInItsPlace() throws {
        var hand = HandDriven()
        hand.answer(Self.media(first: 5, count: 1, isEnded: true))
        hand.fail(hand.media[0].id, .status(503))
        #expect(hand.client.deadline == MonotonicTime(nanoseconds: 250_000_000))
        hand.wait(.milliseconds(250))
        #expect(hand.media.map(\.place) == [0, 0])
        #expect(hand.media[0].id != hand.media[1].id)
        hand.client.finished(media: hand.media[1].id, size: ByteCount(5), at: hand.now)
        hand.act()
        #expect(hand.end == .ended)
    }

    @Test func notesOfOneKindHaveALimit() {
        var hand = HandDriven { $0.mediaRetries = 0 }
        hand.answer(Self.media(first: 0, count: 200, isEnded: true))
        for _ in 0..<40 {
            for request in hand.media.suffix(6) { hand.fail(request.id, .status(404)) }
        }
        #expect(hand.end == .ended)
        #expect(hand.notes.filter { $0.code == .mediaFailed }.count == 50)
    }

    @Test func answersToNobodyAreLeftAside() {
        var hand = HandDriven()
        hand.answer(Self.media(first: 5, count: 2))
        let before = hand.client.playlist
        hand.client.received(playlist: Array(Self.master.utf8), of: 999, finalURL: "http://a/", at: hand.now)
        hand.client.finished(media: 999, size: ByteCount(1), at: hand.now)
        hand.fail(999, .timedOut)
        #expect(hand.client.playlist == before)
        #expect(hand.end == nil && hand.media.count == 1)
    }

    @Test func requestsTellHowOldTheirPlaylistIs() {
        var hand = HandDriven { $0.mediaRequests = 2 }
        hand.wait(.seconds(1))
        hand.answer(Self.media(first: 5, count: 4, isEnded: true))
        #expect(hand.media.map(\.playlistArrival) == Array(repeating: hand.now, count: 2))
        let arrival = hand.now
        hand.wait(.seconds(1))
        hand.answerMedia()
        #expect(hand.media.count == 4)
        #expect(hand.media.allSatisfy { $0.playlistArrival == arrival })
    }
}
