import HLS
import LabModel
import LabTesting
import Testing

@Suite struct LiveClientTests {
    @Test func everyFrameComesOnceAndEachPartHalfARoundTripAfterItIsWhole() throws {
        var network = SimulatedNetwork.usual()
        network.run(until: .seconds(6.01))
        #expect(network.isGapless)
        #expect(network.notes.isEmpty)
        // Joined at 2.5 s plus a round trip for the playlist: the newest keyframe stands at 2 s.
        #expect(network.frames.first == 60)
        #expect(network.frames.last == 30 * 6 - 1)
        // Parts that were whole when the client joined took their own round trip.
        let later = network.delivered.drop { $0.arrived < MonotonicTime(nanoseconds: 3_000_000_000) }
        #expect(later.count > 14)
        #expect(later.allSatisfy { $0.request.isHinted })
        #expect(network.latencies.suffix(later.count).allSatisfy { $0 == .milliseconds(10) })
        #expect(Set(network.delivered.map(\.request.stretch)) == [0])
        #expect(network.maps.map(\.url) == ["http://lab/hls/init.mp4"])
    }

    @Test func aHintedPartIsListedWithItsDurationAndTime() throws {
        var network = SimulatedNetwork.usual()
        network.run(until: .seconds(4))
        let hinted = network.delivered.filter { $0.request.isHinted }
        #expect(hinted.allSatisfy { $0.request.duration == nil })
        let listed = Dictionary(uniqueKeysWithValues: network.listed.map { ($0.id, $0) })
        for delivery in hinted.dropLast() {
            let listing = try #require(listed[delivery.request.id])
            #expect(listing.duration == .milliseconds(200))
            let place = delivery.request.media
            let start = network.maker.start + .seconds(Double(place.sequence) + 0.2 * Double(place.part ?? 0))
            #expect(listing.programTime == start.cutToMilliseconds)
            #expect(delivery.request.programTime == listing.programTime)
        }
    }

    @Test func theFirstPlaylistTellsWhereAPlayerStarts() {
        var network = SimulatedNetwork.usual()
        network.run(until: .seconds(4))
        // At 2.51 s: parts up to 2.4 s, fetched from 2 s on.
        let start = ClientStart(
            holdBack: .milliseconds(600),
            edge: .milliseconds(400),
            at: MonotonicTime(nanoseconds: 2_520_000_000)
        )
        #expect(network.client.playerStart == start)
    }

    @Test func blockingReloadsAskForWhatIsNext() {
        var network = SimulatedNetwork.usual()
        network.run(until: .seconds(3.5))
        let urls = network.playlistRequests.map(\.request.url)
        #expect(
            urls.prefix(5) == [
                "http://lab/hls/stream.m3u8",
                "http://lab/hls/stream.m3u8?_HLS_msn=2&_HLS_part=2&_HLS_skip=YES",
                "http://lab/hls/stream.m3u8?_HLS_msn=2&_HLS_part=3&_HLS_skip=YES",
                "http://lab/hls/stream.m3u8?_HLS_msn=2&_HLS_part=4&_HLS_skip=YES",
                "http://lab/hls/stream.m3u8?_HLS_msn=3&_HLS_part=0&_HLS_skip=YES",
            ]
        )
        #expect(network.playlistRequests[1].request.waitsFor == MediaPlace(sequence: 2, part: 2))
        #expect(network.playlistRequests[1].request.isBlocking)
        #expect(network.playlistRequests[1].request.patience == .seconds(13))
    }

    @Test func deltaUpdatesAreMergedIntoTheWholePlaylist() {
        var network = SimulatedNetwork.usual()
        network.run(until: .seconds(15))
        let whole = network.origin.window.playlist(lowLatency: true)
        #expect(network.origin.window.playlist(lowLatency: true, skipping: true).skippedSegments > 0)
        #expect(network.client.playlist?.segments.map(\.uri) == whole.segments.map(\.uri))
        #expect(network.client.playlist?.segments.allSatisfy { $0.map == MediaMap(uri: "init.mp4") } == true)
        #expect(network.isGapless)
    }

    @Test func withoutLowLatencySegmentsAreFetchedAsPlayersDo() {
        var settings = LiveClientSettings()
        settings.lowLatency = false
        var network = SimulatedNetwork.usual(client: settings)
        network.run(until: .seconds(8))
        #expect(network.isGapless)
        #expect(network.notes.isEmpty)
        #expect(network.delivered.allSatisfy { $0.request.media.part == nil && !$0.request.isHinted })
        #expect(network.frames.first == 30)
        #expect(network.playlistRequests.allSatisfy { $0.request.url == "http://lab/hls/stream.m3u8" })
        let times = network.playlistRequests.map(\.at)
        #expect(zip(times.dropFirst(), times).allSatisfy { $0 - $1 == .seconds(1) })
        #expect(network.client.playerStart?.holdBack == .seconds(3))
    }

    @Test func anUnchangedPlaylistIsLoadedAgainAfterHalfATargetDuration() {
        var settings = LiveClientSettings()
        settings.lowLatency = false
        var network = SimulatedNetwork.usual(client: settings)
        network.plan(at: .seconds(2.9)) { $0.isSending = false }
        network.run(until: .seconds(5.9))
        let times = network.playlistRequests.map(\.at.nanoseconds)
        #expect(times == [2_500, 3_500, 4_000, 4_500, 5_000, 5_500].map { $0 * 1_000_000 })
        #expect(network.codes == [.playlistStale])
        #expect(network.notes.count == 1)
    }

    @Test func aStalePlaylistIsNotedOnceAndTheStreamGoesOn() {
        var network = SimulatedNetwork.usual()
        network.plan(at: .seconds(3)) { $0.isSending = false }
        network.plan(at: .seconds(8)) { $0.isSending = true }
        network.run(until: .seconds(11))
        #expect(network.notes.filter { $0.code == .playlistStale }.count == 1)
        #expect(network.notes.first?.text == "the playlist did not change for 1.500 s")
        #expect(network.isGapless)
        #expect((network.frames.last ?? 0) > 170)
    }

    @Test func theEndIsReachedWhenAllIsFetched() {
        var network = SimulatedNetwork.usual()
        network.plan(at: .seconds(5.1)) { $0.finishStream() }
        network.run(until: .seconds(9))
        #expect(network.end == .ended)
        #expect(network.isGapless)
        #expect(network.frames.last == network.maker.count - 1)
        #expect(network.client.deadline == nil)
    }

    @Test func anEndedStreamIsFetchedFromItsBeginning() {
        var network = SimulatedNetwork.usual()
        network.plan(at: .seconds(2.4)) { $0.finishStream() }
        network.run(until: .seconds(9))
        #expect(network.end == .ended)
        #expect(network.frames == Array(0..<network.maker.count))
        #expect(network.mostRequests <= 6)
    }

    @Test func anUnknownKeyframeDistanceBreaksNoFrame() {
        var network = SimulatedNetwork.usual { $0.keyframeInterval = nil }
        network.run(until: .seconds(6))
        #expect(network.isGapless)
        #expect(network.codes == [.hintBroken])
        let start = MonotonicTime(nanoseconds: 3_500_000_000)
        let latencies = zip(network.delivered, network.latencies).filter { $0.0.arrived > start }.map(\.1)
        // The announced sixth part never comes; the next segment's first part is asked for when its playlist arrives.
        #expect(latencies.allSatisfy { $0 <= .milliseconds(30) })
    }

    @Test func withoutBlockingReloadsThePlaylistIsPolledOnceAPart() {
        var network = SimulatedNetwork.usual()
        network.origin.rewrite = { playlist in
            var result = playlist
            result.serverControl.canBlockReload = false
            return result
        }
        network.run(until: .seconds(6))
        #expect(network.isGapless)
        #expect(network.notes.isEmpty)
        #expect(network.playlistRequests.allSatisfy { !$0.request.url.contains("_HLS_msn") })
        let times = network.playlistRequests.map(\.at)
        #expect(
            zip(times.dropFirst(), times).allSatisfy { (.milliseconds(100)...(.milliseconds(200))).contains($0 - $1) }
        )
    }

    @Test func withoutHintsAPartComesARoundTripAfterItsPlaylist() {
        var network = SimulatedNetwork.usual()
        network.origin.rewrite = { playlist in
            var result = playlist
            result.preloadHints = []
            return result
        }
        network.run(until: .seconds(6))
        #expect(network.isGapless)
        #expect(network.delivered.allSatisfy { !$0.request.isHinted })
        #expect(network.latencies.suffix(12).allSatisfy { $0 == .milliseconds(30) })
    }

    @Test func aServerWithoutPartsMayBlockForSegments() {
        var network = SimulatedNetwork.usual()
        network.origin.rewrite = { playlist in
            var result = playlist
            result.partTarget = nil
            result.openSegment = nil
            result.preloadHints = []
            for index in result.segments.indices { result.segments[index].parts = [] }
            return result
        }
        network.run(until: .seconds(6))
        #expect(network.isGapless)
        #expect(network.playlistRequests[1].request.url == "http://lab/hls/stream.m3u8?_HLS_msn=2&_HLS_skip=YES")
        #expect(network.playlistRequests[1].request.waitsFor == MediaPlace(sequence: 2))
        // Whole, told, asked for, there.
        #expect(network.latencies.suffix(3).allSatisfy { $0 == .milliseconds(30) })
    }
}
