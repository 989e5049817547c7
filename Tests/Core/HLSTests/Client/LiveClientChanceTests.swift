import HLS
import LabModel
import LabTesting
import Testing

/// Streams and networks drawn by chance: whatever they are like, every frame is handed on once and in order.
@Suite(.heavy) struct LiveClientChanceTests {
    private static func network(_ seed: UInt64) throws -> SimulatedNetwork {
        var chance = SeededGenerator(seed: seed)
        let rate = try #require(FrameRate(numerator: [5, 24, 25, 30, 60][Int.random(in: 0..<5, using: &chance)]))
        let interval = max(2, Int(rate.framesPerSecond * [0.5, 1, 2][Int.random(in: 0..<3, using: &chance)]))
        let gop = rate.timeOfTick(Int64(interval))
        var window = LiveWindowSettings(
            container: .fragmentedMP4,
            frameRate: rate,
            wishedPart: .milliseconds(Double.random(in: 100...700, using: &chance).rounded()),
            segmentTarget: gop < .seconds(1) ? gop + gop : gop
        )
        window.keyframeInterval = Bool.random(using: &chance) ? interval : nil
        var settings = LiveClientSettings()
        settings.lowLatency = Int.random(in: 0..<4, using: &chance) > 0
        settings.mediaRequests = Int.random(in: 2...8, using: &chance)
        settings.mediaRetries = 6
        var network = SimulatedNetwork(
            client: LiveClient(url: "http://lab/hls/stream.m3u8", settings: settings),
            origin: SimulatedOrigin(window),
            maker: FrameMaker(rate: rate, keyframeInterval: interval)
        )
        network.roundTrip = .milliseconds(Double.random(in: 1...250, using: &chance))
        var plan = chance
        let slowest = Int.random(in: 1...400, using: &chance)
        network.delay = { _ in .milliseconds(Double(Int.random(in: 0..<slowest, using: &plan))) }
        var mishaps = chance
        network.mishap = { _ in
            let late = Int.random(in: 0..<20, using: &mishaps) == 0
            let skips = Int.random(in: 0..<40, using: &mishaps) == 0
            return (late ? .milliseconds(30) : .zero, skips ? Int64.random(in: 1...5, using: &mishaps) : 0)
        }
        var faults = chance
        network.fault = { url, _ in
            url.contains("init.mp4") || Int.random(in: 0..<25, using: &faults) > 0 ? nil : .other("lost")
        }
        network.plan(at: .seconds(5)) { $0.join() }
        return network
    }

    @Test(arguments: 0..<5)
    func everyFrameComesOnceAndInOrder(seed: Int) throws {
        var network = try Self.network(UInt64(seed))
        network.run(until: .seconds(13))
        guard network.playlistRequests.count > 1 else {
            // The very first request may be lost: that ends the client, as it should.
            #expect(network.end == .unreachable(.other("lost")))
            return
        }
        let end = network.frames.last.map { network.maker.count - $0 } ?? .max
        let period = network.maker.rate.period
        let isGapless = network.isGapless
        #expect(isGapless, "seed \(seed): \(network.holes), \(network.notes)")
        #expect(
            network.codes.isSubset(of: [.hintBroken, .reloadFailed, .playlistStale]),
            "seed \(seed): \(network.notes)"
        )
        // Whatever was lost and slow, the client stays at the edge: two segments and what their requests took.
        #expect(Double(end) * period.seconds < 6.5, "seed \(seed)")
        #expect(Set(network.delivered.map(\.request.stretch)) == [0])
        #expect(network.mostRequests <= network.client.settings.mediaRequests + 1)
    }
}
