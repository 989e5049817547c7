import LabModel
import Testing

@testable import Fanout

@Suite("Chunk log")
struct ChunkLogTests {
    private func log(_ limits: FanoutLimits, keyframesEvery gop: Int = 5, count: Int) -> ChunkLog {
        var log = ChunkLog(limits: limits)
        for index in 0..<count {
            log.append(.synthetic(index, isKeyframe: index % gop == 0))
        }
        return log
    }

    @Test("an empty log has nothing to begin with")
    func empty() {
        let log = ChunkLog(limits: FanoutLimits())
        #expect(log.keyframe == nil)
        #expect(log[0] == nil)
        #expect(log.offset(of: 0) == 0)
    }

    @Test("pieces keep their order, and offsets add up")
    func order() {
        let log = log(FanoutLimits(), count: 12)
        #expect(log.next == 12)
        #expect(log.keyframe == 10)
        #expect((0..<12).map { log[$0]?.chunk.frame.rawValue } == (0..<12).map { UInt32($0) })
        #expect((0..<12).map { log.offset(of: $0) } == (0..<12).map { $0 * 100 })
        #expect(log.totalBytes == 1_200)
        #expect(log[12] == nil)
        #expect(log[-1] == nil)
    }

    @Test("the ring drops the oldest, and a keyframe among them cannot be joined")
    func count() {
        let limits = FanoutLimits(keptChunks: 4)
        let log = log(limits, keyframesEvery: 10, count: 10)
        #expect(log.oldest == 6)
        #expect(log.keyframe == nil)
        #expect(log[5] == nil)
        #expect(log[6]?.chunk.frame == 6)
    }

    @Test("bytes are bounded, but the newest piece is kept however long it is")
    func bytes() {
        var log = log(FanoutLimits(keptBytes: ByteCount(300)), count: 10)
        #expect(log.oldest == 7)
        log.append(.synthetic(10, isKeyframe: true, bytes: 5_000))
        #expect(log.oldest == 10)
        #expect(log.keyframe == 10)
    }

    @Test("age drops what is before the last keyframe, never what follows it")
    func age() {
        let limits = FanoutLimits(keptTime: .milliseconds(70))
        #expect(log(limits, keyframesEvery: 5, count: 12).oldest == 10 - 6)
        #expect(log(limits, keyframesEvery: 100, count: 50).oldest == 0)
    }
}

extension MediaChunk {
    /// A piece of a stream of 100 pieces a second, whose bytes all say its number.
    static func synthetic(_ index: Int, isKeyframe: Bool, bytes: Int = 100) -> MediaChunk {
        MediaChunk(
            bytes: Array(repeating: UInt8(truncatingIfNeeded: index), count: bytes),
            isKeyframe: isKeyframe,
            frame: FrameNumber(UInt32(index)),
            instant: MonotonicTime(nanoseconds: Int64(index) * 10_000_000)
        )
    }

    /// When a synthetic piece is published.
    static func instant(_ index: Int) -> MonotonicTime {
        MonotonicTime(nanoseconds: Int64(index) * 10_000_000)
    }
}
