import Fanout
import LabModel
import Testing

@Suite("Broadcaster")
struct BroadcasterTests {
    private func publish(_ range: Range<Int>, gop: Int = 10, to broadcaster: Broadcaster) {
        for index in range {
            broadcaster.publish(.synthetic(index, isKeyframe: index % gop == 0))
        }
    }

    private func frames(of viewer: Viewer, at now: MonotonicTime) -> [UInt32] {
        var frames: [UInt32] = []
        while case .chunk(let chunk, _) = viewer.next(at: now) {
            frames.append(chunk.frame.rawValue)
        }
        return frames
    }

    @Test("a viewer begins at the last keyframe and misses nothing")
    func begins() throws {
        let broadcaster = Broadcaster()
        #expect(!broadcaster.hasKeyframe)
        publish(0..<25, to: broadcaster)
        #expect(broadcaster.hasKeyframe)
        let viewer = try #require(broadcaster.join(at: MediaChunk.instant(24)))
        #expect(frames(of: viewer, at: MediaChunk.instant(24)) == [20, 21, 22, 23, 24])
        publish(25..<27, to: broadcaster)
        #expect(frames(of: viewer, at: MediaChunk.instant(27)) == [25, 26])
    }

    @Test("one that joins before the first keyframe waits for it")
    func waits() throws {
        let broadcaster = Broadcaster()
        publish(1..<5, to: broadcaster)
        let viewer = try #require(broadcaster.join(at: MediaChunk.instant(5)))
        #expect(frames(of: viewer, at: MediaChunk.instant(5)) == [])
        publish(5..<12, to: broadcaster)
        #expect(frames(of: viewer, at: MediaChunk.instant(12)) == [10, 11])
    }

    @Test("where all pieces are keyframes one may begin with the next, so that nothing old is shown")
    func beginsWithNext() throws {
        var limits = FanoutLimits()
        limits.beginsWithNext = true
        let broadcaster = Broadcaster(limits: limits)
        let early = try #require(broadcaster.join(at: MediaChunk.instant(0)))
        publish(0..<3, gop: 1, to: broadcaster)
        let late = try #require(broadcaster.join(at: MediaChunk.instant(3)))
        publish(3..<5, gop: 1, to: broadcaster)
        #expect(frames(of: early, at: MediaChunk.instant(5)) == [0, 1, 2, 3, 4])
        #expect(frames(of: late, at: MediaChunk.instant(5)) == [3, 4])
    }

    @Test("viewers are told what to send first, from when it is known")
    func header() throws {
        let broadcaster = Broadcaster()
        let viewer = try #require(broadcaster.join(at: MediaChunk.instant(0)))
        #expect(viewer.header == [])
        broadcaster.begin(with: [1, 2])
        #expect(viewer.header == [1, 2])
        #expect(broadcaster.header == [1, 2])
    }

    @Test("a viewer that cannot take anything is cut after the allowed time, not before, and the other is not")
    func cutByTime() throws {
        let broadcaster = Broadcaster(limits: FanoutLimits(behindTime: .milliseconds(200)))
        publish(0..<1, to: broadcaster)
        let stuck = try #require(broadcaster.join(at: MediaChunk.instant(0)))
        let quick = try #require(broadcaster.join(at: MediaChunk.instant(0)))
        publish(1..<21, to: broadcaster)
        #expect(stuck.check(at: MediaChunk.instant(20)).isWait)
        #expect(stuck.check(at: MediaChunk.instant(21)).cut == .behindTime)
        #expect(stuck.next(at: MediaChunk.instant(21)).isEnded)
        #expect(frames(of: quick, at: MediaChunk.instant(21)).count == 21)
        #expect(quick.check(at: MediaChunk.instant(21)).isWait)
        #expect(broadcaster.counters.viewers == 1)
        #expect(broadcaster.counters.cut == [.behindTime: 1])
        #expect(broadcaster.counters.cutInAll == 1)
    }

    @Test("what lies between the keyframe and joining is not held against a viewer")
    func startIsForgiven() throws {
        let broadcaster = Broadcaster(limits: FanoutLimits(behindTime: .milliseconds(200)))
        publish(0..<51, gop: 100, to: broadcaster)
        let viewer = try #require(broadcaster.join(at: MediaChunk.instant(50)))
        #expect(viewer.check(at: MediaChunk.instant(70)).isWait)
        #expect(viewer.check(at: MediaChunk.instant(71)).cut == .behindTime)
    }

    @Test("bytes and pieces are limits of their own")
    func cutByAmount() throws {
        let byBytes = Broadcaster(limits: FanoutLimits(behindBytes: ByteCount(450)))
        let byCount = Broadcaster(limits: FanoutLimits(behindChunks: 4))
        for (broadcaster, reason) in [(byBytes, CutReason.behindBytes), (byCount, .behindChunks)] {
            publish(0..<1, to: broadcaster)
            let viewer = try #require(broadcaster.join(at: MediaChunk.instant(0)))
            publish(1..<5, to: broadcaster)
            #expect(viewer.check(at: MediaChunk.instant(4)).isWait)
            publish(5..<6, to: broadcaster)
            #expect(viewer.check(at: MediaChunk.instant(5)).cut == reason)
        }
    }

    @Test("one whose next piece is no longer kept is cut even when it could take it")
    func overrun() throws {
        let broadcaster = Broadcaster(limits: FanoutLimits(keptChunks: 8))
        publish(0..<1, to: broadcaster)
        let viewer = try #require(broadcaster.join(at: MediaChunk.instant(0)))
        publish(1..<9, to: broadcaster)
        #expect(viewer.next(at: MediaChunk.instant(9)).cut == .overrun)
    }

    @Test("viewers above the limit are refused until one leaves")
    func limit() throws {
        let broadcaster = Broadcaster(limits: FanoutLimits(viewers: 2))
        let first = try #require(broadcaster.join(at: MediaChunk.instant(0)))
        let second = try #require(broadcaster.join(at: MediaChunk.instant(0)))
        #expect(broadcaster.join(at: MediaChunk.instant(0)) == nil)
        first.leave()
        first.leave()
        #expect(broadcaster.counters.viewers == 1)
        #expect(broadcaster.join(at: MediaChunk.instant(0)) != nil)
        second.leave()
        #expect(broadcaster.counters.refused == 1)
        #expect(broadcaster.counters.left == 3)
    }

    @Test("the end comes after the last piece, for those who take and those who cannot")
    func end() throws {
        let broadcaster = Broadcaster()
        publish(0..<3, to: broadcaster)
        let viewer = try #require(broadcaster.join(at: MediaChunk.instant(2)))
        let waiting = try #require(broadcaster.join(at: MediaChunk.instant(2)))
        #expect(frames(of: waiting, at: MediaChunk.instant(2)) == [0, 1, 2])
        broadcaster.finish()
        broadcaster.publish(.synthetic(3, isKeyframe: false))
        #expect(frames(of: viewer, at: MediaChunk.instant(3)) == [0, 1, 2])
        #expect(viewer.next(at: MediaChunk.instant(3)).isEnded)
        #expect(waiting.check(at: MediaChunk.instant(3)).isEnded)
        #expect(broadcaster.counters.viewers == 0)
        #expect(broadcaster.counters.chunksPublished == 3)
        #expect(broadcaster.counters.chunksSent == 6)
        #expect(broadcaster.counters.bytesSent == 600)
        #expect(broadcaster.counters.bytesPublished == 300)
    }
}

extension Viewer.Step {
    var isWait: Bool {
        if case .wait = self { true } else { false }
    }

    var isEnded: Bool {
        if case .ended = self { true } else { false }
    }

    var cut: CutReason? {
        if case .cut(let reason) = self { reason } else { nil }
    }
}
