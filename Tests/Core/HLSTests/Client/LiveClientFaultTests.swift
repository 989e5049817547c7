import HLS
import LabModel
import LabTesting
import Testing

/// What goes wrong between a client and a server, and what comes of it.
@Suite struct LiveClientFaultTests {
    /// A number for an address and a seed, the same on every machine.
    private static func chance(_ url: String, _ seed: UInt64) -> Int {
        var generator = SeededGenerator(seed: url.utf8.reduce(seed) { ($0 &* 31) &+ UInt64($1) })
        return Int.random(in: 0..<1_000, using: &generator)
    }

    @Test(arguments: 0..<2)
    func answersOutOfOrderAreHandedOnInOrder(seed: Int) {
        var network = SimulatedNetwork.usual()
        network.delay = { .milliseconds(Double(Self.chance($0, UInt64(seed)) % 600)) }
        network.run(until: .seconds(7))
        #expect(network.isGapless)
        #expect(network.codes.isEmpty)
        #expect((network.frames.last ?? 0) > 30 * 6)
        #expect(
            zip(network.delivered.dropFirst(), network.delivered).allSatisfy { $0.request.place > $1.request.place }
        )
    }

    @Test(arguments: 0..<2)
    func everyFrameComesThoughRequestsFail(seed: Int) {
        var network = SimulatedNetwork.usual()
        network.fault = { url, now in
            let isMedia = url.hasSuffix("m4s") || url.hasSuffix("mp4")
            let key = "\(url)\(now.nanoseconds)"
            return isMedia && Self.chance(key, UInt64(seed)) < 150 ? .status(500) : nil
        }
        network.run(until: .seconds(9))
        #expect(network.isGapless)
        #expect(network.codes.isSubset(of: [.hintBroken]))
        #expect((network.frames.last ?? 0) > 30 * 8)
    }

    @Test func aSegmentThatCannotBeHadIsPassedOver() {
        var network = SimulatedNetwork.usual { $0.wishedPart = nil }
        network.fault = { url, _ in url.hasSuffix("/s3.m4s") ? .status(404) : nil }
        network.run(until: .seconds(7))
        #expect(network.notes.map(\.code) == [.partsMissing, .mediaFailed])
        #expect(network.notes.last?.text == "segment 3: the server answered 404")
        #expect(!network.frames.contains { (90..<120).contains($0) })
        #expect(network.frames.contains(89) && network.frames.contains(120))
    }

    @Test func reloadsThatFailAreMadeAgain() {
        var network = SimulatedNetwork.usual()
        network.fault = { url, now in
            let second = MonotonicTime(nanoseconds: 4_000_000_000)..<MonotonicTime(nanoseconds: 5_000_000_000)
            return url.contains("m3u8") && second.contains(now) ? .other("the connection broke") : nil
        }
        network.run(until: .seconds(8))
        #expect(network.isGapless)
        #expect(network.codes == [.reloadFailed])
        #expect(network.notes.first?.text == "the playlist could not be loaded again: the connection broke")
        // Again after 0.25 s, then each 0.5 s.
        #expect(network.notes.count == 3)
        #expect((network.frames.last ?? 0) > 30 * 7)
    }

    @Test func aServerThatStaysAwayEndsTheClient() {
        var network = SimulatedNetwork.usual()
        network.fault = { url, now in now.nanoseconds > 4_000_000_000 ? .status(502) : nil }
        network.run(until: .seconds(40))
        #expect(network.end == .unreachable(.status(502)))
        #expect(network.now >= MonotonicTime(nanoseconds: 14_000_000_000))
    }

    @Test(arguments: [5.1, 13.5])
    func aServerThatStartedAgainBeginsAnotherStretch(time: Double) {
        var network = SimulatedNetwork.usual()
        network.plan(at: .seconds(time)) { $0.restartOrigin(first: 30_000) }
        network.run(until: .seconds(time + 4))
        #expect(network.codes.isSuperset(of: [.sequenceReset, .reloadFailed]))
        #expect(network.notes.filter { $0.code == .sequenceReset }.count == 1)
        let old = network.delivered.filter { $0.request.stretch == 0 }.flatMap(\.frames)
        let new = network.delivered.filter { $0.request.stretch == 1 }.flatMap(\.frames)
        #expect(old + new == network.frames)
        #expect(old == Array(60..<60 + old.count))
        #expect(new.first == 30_000)
        #expect(new == Array(30_000..<30_000 + new.count))
        #expect(new.count > 60)
        #expect(network.maps.map(\.stretch) == [0, 1])
    }

    @Test func withoutTimesThreeOlderPlaylistsMeanARestart() {
        var network = SimulatedNetwork.usual()
        network.origin.rewrite = { playlist in
            var result = playlist
            for index in result.segments.indices { result.segments[index].programTime = nil }
            result.openSegment?.programTime = nil
            return result
        }
        network.plan(at: .seconds(7.1)) { $0.restartOrigin(first: 30_000) }
        network.run(until: .seconds(11))
        #expect(network.notes.filter { $0.code == .sequenceReset }.count == 1)
        #expect(network.frames.contains(30_000))
        #expect(network.delivered.allSatisfy { $0.request.programTime == nil })
    }

    @Test func anOlderCopyOfThePlaylistChangesNothing() {
        var network = SimulatedNetwork.usual()
        network.run(until: .seconds(4))
        let old = network.origin.window.playlist(lowLatency: true)
        network.plan(at: .seconds(6)) { $0.origin.rewrite = { _ in old } }
        network.plan(at: .seconds(6.25)) { $0.origin.rewrite = nil }
        network.run(until: .seconds(9))
        #expect(network.isGapless)
        #expect(!network.codes.contains(.sequenceReset))
    }

    @Test func whenPartsVanishTheRestOfTheSegmentIsFetchedByItsBytes() {
        var network = SimulatedNetwork.usual()
        network.plan(at: .seconds(4.5)) { network in
            network.origin.rewrite = { playlist in
                var plain = playlist
                plain.partTarget = nil
                plain.openSegment = nil
                plain.preloadHints = []
                plain.serverControl = ServerControl()
                for index in plain.segments.indices { plain.segments[index].parts = [] }
                return plain
            }
        }
        network.run(until: .seconds(9))
        #expect(network.isGapless)
        let ranged = network.delivered.filter { $0.request.byteRange != nil }
        #expect(ranged.map(\.request.media) == [MediaPlace(sequence: 4)])
        #expect(network.delivered.suffix(3).allSatisfy { $0.request.media.part == nil })
    }

    @Test func missingMediaIsPassedOverAsThePlaylistSays() {
        var network = SimulatedNetwork.usual()
        network.origin.rewrite = { playlist in
            var result = playlist
            for index in result.segments.indices where result.sequence(ofSegmentAt: index) == 3 {
                result.segments[index].isGap = true
                for part in result.segments[index].parts.indices { result.segments[index].parts[part].isGap = true }
            }
            if result.nextSequence == 3 {
                for part in (result.openSegment?.parts ?? []).indices { result.openSegment?.parts[part].isGap = true }
                result.preloadHints = []
            }
            return result
        }
        network.run(until: .seconds(7))
        #expect(network.frames == Array(60..<90) + Array(120..<120 + network.frames.count - 30))
        #expect(network.codes == [.mediaMissed])
    }

    @Test func adiscontinuityBeginsAnotherStretchWithItsMap() {
        var network = SimulatedNetwork.usual { $0.wishedPart = nil }
        network.origin.rewrite = { playlist in
            var result = playlist
            for index in result.segments.indices {
                let sequence = result.sequence(ofSegmentAt: index)
                result.segments[index].isDiscontinuity = sequence == 4
                result.segments[index].map = MediaMap(uri: sequence < 6 ? "init.mp4" : "init.mp4?2")
            }
            return result
        }
        network.run(until: .seconds(9))
        #expect(network.isGapless)
        #expect(network.notes.map(\.code) == [.partsMissing, .discontinuity, .mapChanged])
        let firsts = [0, 1, 2].map { stretch in
            network.delivered.first { $0.request.stretch == stretch }?.request.media.sequence
        }
        #expect(firsts == [1, 4, 6])
        #expect(network.maps.map(\.url.last) == ["4", "4", "2"])
        #expect(network.maps.map(\.stretch) == [0, 1, 2])
    }

    @Test func aMapThatChangesUnannouncedIsFetchedBeforeItsParts() {
        var network = SimulatedNetwork.usual()
        network.origin.rewrite = { playlist in
            var result = playlist
            for index in result.segments.indices where result.sequence(ofSegmentAt: index) >= 4 {
                result.segments[index].map = MediaMap(uri: "init.mp4?2")
            }
            if result.nextSequence >= 4 {
                result.openSegment?.map = MediaMap(uri: "init.mp4?2")
            }
            return result
        }
        network.run(until: .seconds(7))
        #expect(network.notes.map(\.code) == [.hintBroken, .mapChanged])
        let new = network.delivered.filter { $0.request.stretch == 1 }.flatMap(\.frames)
        #expect(new == Array(120..<120 + new.count))
        #expect(new.count > 60)
    }

    @Test func aClientThatFellBehindGoesOnAtTheEdge() {
        var settings = LiveClientSettings()
        settings.giveUpAfter = .seconds(60)
        var network = SimulatedNetwork.usual(client: settings) { $0.listedSegments = 4 }
        network.fault = { url, now in
            let away = MonotonicTime(nanoseconds: 4_000_000_000)..<MonotonicTime(nanoseconds: 14_000_000_000)
            return away.contains(now) ? .other("no route") : nil
        }
        network.run(until: .seconds(18))
        #expect(network.codes.contains(.mediaMissed))
        #expect(network.frames == network.frames.sorted() && Set(network.frames).count == network.frames.count)
        #expect(network.delivered.last?.request.stretch == 1)
        #expect((network.frames.last ?? 0) > 30 * 17)
    }

    @Test func aServerThatRefusesBlockingReloadsIsPolled() {
        var network = SimulatedNetwork.usual()
        network.fault = { url, _ in url.contains("_HLS_msn") ? .status(400) : nil }
        network.run(until: .seconds(8))
        #expect(network.isGapless)
        #expect(network.notes.map(\.code) == [.reloadFailed])
        #expect(network.playlistRequests.filter { $0.request.isBlocking }.count == 3)
        // From then on one load a part.
        let polls = network.playlistRequests.dropFirst(8)
        #expect(zip(polls.dropFirst(), polls).allSatisfy { $0.at - $1.at >= .milliseconds(100) })
        #expect(polls.count < 60)
    }

    @Test func aServerThatAnswersBlockingReloadsWithoutNewsIsNotHurried() {
        var network = SimulatedNetwork.usual()
        network.plan(at: .seconds(4.05)) { network in
            let frozen = network.origin.window.playlist(lowLatency: true)
            network.origin.rewrite = { _ in frozen }
            network.isSending = false
            network.finishStream()
        }
        network.run(until: .seconds(7))
        let late = network.playlistRequests.filter { $0.at > MonotonicTime(nanoseconds: 4_300_000_000) }
        #expect(zip(late.dropFirst(), late).allSatisfy { $0.at - $1.at >= .milliseconds(100) })
        #expect(network.codes.contains(.playlistStale))
    }
}
