import HLS
import LabModel
import Testing

/// Announced parts that do not hold, and segments whose parts are gone when they are asked for.
@Suite struct LiveClientPartsTests {
    /// Segment 5 is whole, and parts of segment 6 are there; `hint` is announced.
    private static func text(parts: Int, hint: String?, _ change: (inout MediaPlaylist) -> Void = { _ in }) -> String {
        var playlist = MediaPlaylist(version: 9, targetDuration: .seconds(2))
        playlist.partTarget = .milliseconds(500)
        playlist.hasIndependentSegments = true
        playlist.serverControl.canBlockReload = true
        playlist.mediaSequence = 5
        playlist.segments = [MediaSegment(uri: "s5", duration: .seconds(2))]
        playlist.openSegment = OpenSegment(parts: (0..<parts).map { part(6, $0) })
        playlist.preloadHints = hint.map { [PreloadHint(kind: .part, uri: $0)] } ?? []
        change(&playlist)
        return playlist.text
    }

    private static func part(_ segment: Int, _ part: Int) -> PartialSegment {
        PartialSegment(uri: "s\(segment).\(part)", duration: .milliseconds(500))
    }

    /// Segment 6 as a whole one, with so many parts, and segment 7 begun.
    private static func whole(parts: Int, duration: Latency = .seconds(2), hint: String = "s7.0") -> String {
        text(parts: 0, hint: hint) { playlist in
            playlist.segments.append(MediaSegment(uri: "s6", duration: duration))
            playlist.segments[1].parts = (0..<parts).map { part(6, $0) }
        }
    }

    private static func begun(_ text: String, _ change: (inout LiveClientSettings) -> Void = { _ in }) -> HandDriven {
        var hand = HandDriven(url: "http://a/x.m3u8", change)
        hand.answer(text)
        return hand
    }

    @Test func aHintThatIsTakenBackIsCalledOffForTheNewOne() {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        let hinted = hand.media[1]
        hand.answer(Self.text(parts: 1, hint: "s6.other"))
        #expect(hand.cancelled == [hinted.id] && hand.passedOver == [hinted.place])
        #expect(hand.media.last?.url == "http://a/s6.other" && hand.media.last?.media.part == 1)
        #expect(hand.notes.map(\.text) == ["another part came in place of the announced part 1 of segment 6"])
    }

    @Test func aSegmentThatEndsBeforeItsAnnouncedPartGoesOnWithTheNext() {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        hand.answer(Self.whole(parts: 1, duration: .milliseconds(500)))
        #expect(hand.cancelled == [hand.media[1].id])
        #expect(hand.media.map(\.url) == ["http://a/s6.0", "http://a/s6.1", "http://a/s7.0"])
        #expect(hand.media.last?.media.part == 0 && hand.notes.map(\.code) == [.hintBroken])
    }

    /// What was announced may come all the same, though parts are no longer listed; then nothing is missing but the rest.
    @Test func anAnnouncedPartIsWaitedForWhenPartsAreNoLongerListed() throws {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        hand.answer(Self.whole(parts: 0))
        #expect(hand.cancelled.isEmpty && hand.media.count == 2)
        hand.finish(hand.media[0].id, size: 300)
        #expect(hand.media.count == 2, "where the rest begins is not known yet")
        hand.finish(hand.media[1].id, size: 200)
        let rest = try #require(hand.media.first { $0.url == "http://a/s6" })
        #expect(rest.byteRange?.header == "bytes=500-" && rest.media.part == nil)
        #expect(rest.duration == nil, "how long the announced part was is not known")
    }

    @Test func aRestThatIsNotThereIsNoFailure() throws {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        hand.answer(Self.whole(parts: 0))
        hand.answerMedia()
        let rest = try #require(hand.media.first { $0.url == "http://a/s6" })
        hand.fail(rest.id, .status(416))
        #expect(hand.notes.isEmpty && hand.passedOver == [rest.place])
        hand.wait(.seconds(1))
        #expect(hand.media.count { $0.url == "http://a/s6" } == 1, "it is not asked for again")
    }

    @Test func theRestIsUnknownWhereSomeOfItFailed() {
        var hand = Self.begun(Self.text(parts: 2, hint: nil)) { $0.mediaRetries = 0 }
        hand.finish(hand.media[0].id)
        hand.fail(hand.media[1].id, .other("the connection broke"), size: 10)
        hand.answer(Self.whole(parts: 0))
        #expect(
            hand.notes.map(\.text) == [
                "part 1 of segment 6 after 10 bytes: the connection broke",
                "the rest of segment 6: its parts are no longer listed",
            ]
        )
        #expect(!hand.media.contains { $0.url == "http://a/s6" })
        #expect(hand.media.last?.url == "http://a/s7.0")
    }

    @Test func anAnnouncedPartThatIsListedAsMissingIsCalledOff() {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        hand.answer(Self.text(parts: 2, hint: "s6.2") { $0.openSegment?.parts[1].isGap = true })
        #expect(hand.cancelled == [hand.media[1].id])
        #expect(hand.notes.map(\.code) == [.hintBroken, .mediaMissed])
        #expect(hand.notes.last?.text == "part 1 of segment 6 is missing, as the playlist says")
        #expect(hand.media.map(\.url) == ["http://a/s6.0", "http://a/s6.1", "http://a/s6.2"])
    }

    /// The same address may be announced again once it was not.
    @Test func aBrokenHintIsForgivenWhenItIsNoLongerAnnounced() {
        var hand = Self.begun(Self.text(parts: 1, hint: "next"))
        hand.fail(hand.media[1].id, .status(404))
        hand.answer(Self.text(parts: 1, hint: "next"))
        #expect(hand.media.count == 2, "it failed")
        hand.wait(.seconds(1))
        hand.answer(Self.text(parts: 1, hint: nil))
        hand.wait(.seconds(1))
        hand.answer(Self.text(parts: 1, hint: "next"))
        #expect(hand.media.map(\.url) == ["http://a/s6.0", "http://a/next", "http://a/next"])
    }

    @Test func aMapThatCannotBeHadIsCalledSo() {
        var hand = Self.begun(
            Self.text(parts: 1, hint: nil) { $0.openSegment?.map = MediaMap(uri: "i.mp4") }
        ) { $0.mediaRetries = 0 }
        #expect(hand.media.map(\.kind) == [.map, .media])
        hand.fail(hand.media[0].id, .status(404))
        #expect(hand.notes.map(\.text) == ["the map of part 0 of segment 6: the server answered 404"])
    }

    /// Retries come an eighth of a target duration apart, as often as is set, each under an id of its own.
    @Test(arguments: [0, 1, 3])
    func retriesAreCounted(retries: Int) {
        var hand = Self.begun(Self.text(parts: 1, hint: nil)) { $0.mediaRetries = retries }
        for attempt in 0..<retries {
            hand.fail(hand.media[attempt].id, .timedOut)
            #expect(hand.media.count == attempt + 1 && hand.notes.isEmpty)
            hand.wait(.milliseconds(249))
            #expect(hand.media.count == attempt + 1)
            hand.wait(.milliseconds(1))
            #expect(hand.media.count == attempt + 2)
        }
        hand.fail(hand.media[retries].id, .timedOut)
        hand.wait(.seconds(1))
        #expect(hand.media.count == retries + 1 && Set(hand.media.map(\.id)).count == retries + 1)
        #expect(Set(hand.media.map(\.place)) == [0] && hand.passedOver == [0])
        #expect(hand.notes.map(\.text) == ["part 0 of segment 6: no answer came in time"])
    }

    @Test func variantsThatAreNotThereAreLeftAside() {
        var hand = Self.begun(Self.text(parts: 1, hint: "s6.1"))
        for index in [-1, 0, 7] {
            hand.client.change(toVariant: index)
            hand.act()
        }
        #expect(hand.client.variant == nil && hand.media.count == 2 && hand.notes.isEmpty)
    }
}
