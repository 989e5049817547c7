import LabModel
import Testing

@testable import HLS

@Suite struct ReloadingTests {
    private static func load(isBlocking: Bool = false, began: Int64 = 0) -> Reloading.Load {
        Reloading.Load(id: 1, purpose: .again, began: time(began), isBlocking: isBlocking)
    }

    private static func time(_ milliseconds: Int64) -> MonotonicTime {
        MonotonicTime(nanoseconds: milliseconds * 1_000_000)
    }

    private static func playlist(part: Latency? = nil, blocks: Bool = false) -> MediaPlaylist {
        var playlist = MediaPlaylist(version: 9, targetDuration: .seconds(4))
        playlist.partTarget = part
        playlist.serverControl.canBlockReload = blocks
        return playlist
    }

    /// Counted from when the load began, and never in the past.
    @Test(arguments: [(true, 300, 4_000), (false, 300, 2_000), (true, 5_000, 5_000), (false, 2_500, 2_500)])
    func polledOnceATargetDuration(hasChanged: Bool, arrival: Int64, due: Int64) {
        var reloading = Reloading()
        reloading.change = Self.time(0)
        reloading.succeed(
            Self.load(),
            hasChanged: hasChanged,
            playlist: Self.playlist(),
            lowLatency: true,
            at: Self.time(arrival)
        )
        #expect(reloading.due == Self.time(due))
    }

    @Test(arguments: [(true, true, 1_000), (true, false, 4_000), (false, true, 500), (false, false, 2_000)])
    func polledOnceAPartInLowLatency(hasChanged: Bool, lowLatency: Bool, due: Int64) {
        var reloading = Reloading()
        reloading.change = Self.time(0)
        let playlist = Self.playlist(part: .seconds(1))
        reloading.succeed(
            Self.load(),
            hasChanged: hasChanged,
            playlist: playlist,
            lowLatency: lowLatency,
            at: Self.time(10)
        )
        #expect(reloading.due == Self.time(due))
    }

    @Test func blockingReloadsFollowAtOnceUnlessTheyBringNothing() {
        let playlist = Self.playlist(part: .seconds(1), blocks: true)
        var reloading = Reloading()
        reloading.succeed(Self.load(), hasChanged: true, playlist: playlist, lowLatency: true, at: Self.time(10))
        #expect(reloading.due == Self.time(10))
        let blocking = Self.load(isBlocking: true, began: 10)
        reloading.succeed(blocking, hasChanged: true, playlist: playlist, lowLatency: true, at: Self.time(900))
        #expect(reloading.due == Self.time(900))
        reloading.succeed(blocking, hasChanged: false, playlist: playlist, lowLatency: true, at: Self.time(20))
        #expect(reloading.due == Self.time(510))
        reloading.succeed(Self.load(), hasChanged: true, playlist: playlist, lowLatency: false, at: Self.time(20))
        #expect(reloading.due == Self.time(4_000))
    }

    @Test func anEndedStreamIsNotLoadedAgain() {
        var playlist = Self.playlist()
        playlist.isEnded = true
        var reloading = Reloading()
        reloading.succeed(Self.load(), hasChanged: true, playlist: playlist, lowLatency: true, at: Self.time(10))
        #expect(reloading.due == nil)
        #expect(reloading.staleAt(playlist) == nil)
    }

    @Test func failuresWaitEverLongerUpToHalfATargetDuration() {
        var reloading = Reloading()
        var pauses: [Double] = []
        for _ in 0..<6 {
            reloading.fail(at: Self.time(1_000), target: .seconds(4))
            pauses.append(((reloading.due ?? Self.time(0)) - Self.time(1_000)).milliseconds)
        }
        #expect(pauses == [250, 500, 1_000, 2_000, 2_000, 2_000])
        #expect(reloading.failingSince == Self.time(1_000))
        reloading.succeed(
            Self.load(),
            hasChanged: false,
            playlist: Self.playlist(),
            lowLatency: true,
            at: Self.time(9_000)
        )
        #expect(reloading.failingSince == nil)
        reloading.fail(at: Self.time(10_000), target: .milliseconds(1))
        reloading.fail(at: Self.time(10_000), target: .milliseconds(1))
        #expect(reloading.due == Self.time(10_250))
    }

    @Test func threeRefusalsInARowEndBlocking() {
        let playlist = Self.playlist(part: .seconds(1), blocks: true)
        var reloading = Reloading()
        for count in 1...2 {
            reloading.refuse(at: Self.time(Int64(count)), counts: true)
            #expect(reloading.due == Self.time(Int64(count)))
            #expect(!reloading.mayBlock)
            reloading.succeed(Self.load(), hasChanged: true, playlist: playlist, lowLatency: true, at: Self.time(9))
            #expect(reloading.mayBlock)
        }
        // One that is answered clears the count; one that was only let go does not add to it.
        reloading.succeed(
            Self.load(isBlocking: true),
            hasChanged: true,
            playlist: playlist,
            lowLatency: true,
            at: Self.time(9)
        )
        for _ in 0..<2 { reloading.refuse(at: Self.time(1), counts: true) }
        for _ in 0..<9 { reloading.refuse(at: Self.time(1), counts: false) }
        #expect(!reloading.hasGivenUpBlocking)
        reloading.refuse(at: Self.time(1), counts: true)
        #expect(reloading.hasGivenUpBlocking)
    }

    @Test func aPlaylistIsStaleOnceAfterOneAndAHalfTargetDurations() {
        let playlist = Self.playlist()
        var reloading = Reloading()
        #expect(reloading.staleAt(playlist) == nil)
        reloading.succeed(Self.load(), hasChanged: true, playlist: playlist, lowLatency: true, at: Self.time(500))
        #expect(reloading.staleAt(playlist) == Self.time(6_500))
        reloading.succeed(Self.load(), hasChanged: false, playlist: playlist, lowLatency: true, at: Self.time(3_000))
        #expect(reloading.staleAt(playlist) == Self.time(6_500))
        reloading.isStaleNoted = true
        #expect(reloading.staleAt(playlist) == nil)
        reloading.succeed(Self.load(), hasChanged: true, playlist: playlist, lowLatency: true, at: Self.time(9_000))
        #expect(reloading.staleAt(playlist) == Self.time(15_000))
    }
}
