import HLS
import LabModel
import Testing

@Suite struct LiveClientHintTests {
    /// Segment 5 is whole, and `parts` parts of segment 6 are there; `hint` is announced.
    private static func text(parts: Int, hint: String?, _ change: (inout MediaPlaylist) -> Void = { _ in }) -> String {
        var playlist = MediaPlaylist(version: 9, targetDuration: .seconds(2))
        playlist.partTarget = .milliseconds(500)
        playlist.hasIndependentSegments = true
        playlist.serverControl.canBlockReload = true
        playlist.mediaSequence = 5
        playlist.segments = [MediaSegment(uri: "s5", duration: .seconds(2))]
        playlist.openSegment = OpenSegment(
            parts: (0..<parts).map { PartialSegment(uri: "s6.\($0)", duration: .milliseconds(500)) }
        )
        if let hint {
            playlist.preloadHints = [PreloadHint(kind: .part, uri: hint)]
        }
        change(&playlist)
        return playlist.text
    }

    private static func begun(_ text: String) -> HandDriven {
        var hand = HandDriven(url: "http://a/x.m3u8")
        hand.answer(text)
        return hand
    }

    @Test func partsAndTheAnnouncedOneAreAskedForAtOnce() {
        let hand = Self.begun(Self.text(parts: 2, hint: "s6.2"))
        #expect(hand.media.map(\.url) == ["http://a/s6.0", "http://a/s6.1", "http://a/s6.2"])
        #expect(hand.media.map(\.isHinted) == [false, false, true])
        #expect(hand.media.map(\.place) == [0, 1, 2])
        #expect(hand.playlists.last?.url == "http://a/x.m3u8?_HLS_msn=6&_HLS_part=2")
    }

    @Test func aHintOfWhatIsListedIsLeftAside() {
        let hand = Self.begun(Self.text(parts: 2, hint: "s6.1"))
        #expect(hand.media.map(\.url) == ["http://a/s6.0", "http://a/s6.1"])
    }

    @Test func anAnnouncedRangeNeedsAnEnd() {
        let open = Self.begun(
            Self.text(parts: 1, hint: "s6") { $0.preloadHints[0].byteRange = ByteSpan(offset: 40, length: nil) }
        )
        #expect(open.media.map(\.url) == ["http://a/s6.0"])
        let closed = Self.begun(
            Self.text(parts: 1, hint: "s6") { $0.preloadHints[0].byteRange = ByteSpan(offset: 40, length: 9) }
        )
        #expect(closed.media.last?.byteRange?.header == "bytes=40-48")
        #expect(closed.media.last?.url == "http://a/s6")
    }

    @Test func anAnnouncedMapComesBeforeItsPart() {
        let hand = Self.begun(
            Self.text(parts: 1, hint: "s6.1") { $0.preloadHints.append(PreloadHint(kind: .map, uri: "new.mp4")) }
        )
        #expect(hand.media.map(\.url) == ["http://a/s6.0", "http://a/new.mp4", "http://a/s6.1"])
        #expect(hand.media.map(\.stretch) == [0, 1, 1])
        #expect(hand.media.map(\.kind) == [.media, .map, .media])
        #expect(hand.notes == [ClientNote(code: .mapChanged, text: "another map is needed from segment 6 on")])
    }

    @Test func aPartThatIsListedUnderAnotherNameIsFetchedInItsPlace() {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        hand.answer(Self.text(parts: 2, hint: "s6.2") { $0.openSegment?.parts[1].uri = "other" })
        #expect(hand.media.map(\.url) == ["http://a/s6.0", "http://a/s6.1", "http://a/other", "http://a/s6.2"])
        #expect(hand.media.map(\.media.part) == [0, 1, 1, 2])
        #expect(hand.notes.map(\.text) == ["another part came in place of the announced part 1 of segment 6"])
    }

    @Test func anAnnouncedPartThatFailsIsFetchedOnceItIsListed() {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        hand.fail(hand.media[1].id, .status(404))
        #expect(hand.media.count == 2)
        #expect(hand.notes.map(\.text) == ["the announced part 1 of segment 6 did not come: the server answered 404"])
        hand.answer(Self.text(parts: 2, hint: "s6.2"))
        #expect(hand.media.dropFirst(2).map(\.url) == ["http://a/s6.1", "http://a/s6.2"])
        #expect(hand.media.dropFirst(2).map(\.isHinted) == [false, true])
    }

    @Test func anAnnouncedPartOfWhichSomeCameIsNotFetchedAgain() {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        hand.fail(hand.media[1].id, .other("the connection broke"), size: 10)
        hand.answer(Self.text(parts: 2, hint: "s6.2"))
        #expect(hand.media.dropFirst(2).map(\.url) == ["http://a/s6.2"])
    }

    @Test func aDiscontinuityThatWasNotAnnouncedBeginsAStretch() {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        hand.answer(
            Self.text(parts: 1, hint: "s7.0") { playlist in
                playlist.segments.append(MediaSegment(uri: "s6", duration: .seconds(1)))
                playlist.segments[1].parts = ["s6.0", "s6.1"].map {
                    PartialSegment(uri: $0, duration: .milliseconds(500))
                }
                playlist.openSegment = nil
            }
        )
        #expect(hand.media.last?.url == "http://a/s7.0")
        hand.answer(
            Self.text(parts: 1, hint: "s7.1") { playlist in
                playlist.segments.append(MediaSegment(uri: "s6", duration: .seconds(1)))
                playlist.openSegment?.parts[0].uri = "s7.0"
                playlist.openSegment?.isDiscontinuity = true
            }
        )
        #expect(hand.media.suffix(3).map(\.url) == ["http://a/s7.0", "http://a/s7.0", "http://a/s7.1"])
        #expect(hand.media.suffix(3).map(\.stretch) == [0, 1, 1])
    }

    @Test func requestsHaveALimit() {
        let hand = Self.begun(Self.text(parts: 40, hint: "s6.40"))
        #expect(hand.media.count == 6)
    }

    @Test(arguments: [
        (FetchFailure.status(503), "the server answered 503"), (.timedOut, "no answer came in time"),
        (.other("the connection broke"), "the connection broke"),
    ])
    func failuresAreSaid(failure: FetchFailure, text: String) {
        #expect(failure.description == text)
    }
}
