import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct RunDigestBytesTests {
    @Test func anEmptyDigestComesBack() {
        #expect(RunDigest(bytes: RunDigest().bytes) == RunDigest())
        #expect(RunDigest().bytes == [RunDigest.version, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test(arguments: 0..<40) func randomRunsComeBack(seed: UInt64) {
        let digest = RunDigest(RandomRun(seed: seed).planted.trace)
        #expect(!digest.delays.isEmpty)
        #expect(RunDigest(bytes: digest.bytes) == digest)
    }

    @Test func unknownBoundsComeBack() {
        var run = Planted(frames: 0..<251)
        run.trace.samples[30].clockErrorBound = nil
        let digest = RunDigest(run.trace)
        #expect(digest.clock.contains { $0.boundMs == nil } && digest.clock.contains { $0.boundMs == 0 })
        #expect(RunDigest(bytes: digest.bytes) == digest)
    }

    @Test func itIsSmall() {
        var random = SeededGenerator(seed: 1)
        var run = Planted()
        run.trace.end = nil
        for number in 0..<18_000 {
            run.show(number, delayMs: .random(in: 15...40, using: &random))
        }
        let digest = RunDigest(run.trace)
        #expect(digest.delays.count > 100)
        #expect(digest.bytes.count < 12_000)
    }

    @Test func otherVersionsAreNotRead() {
        var bytes = RunDigest(Planted(frames: 0..<251).trace).bytes
        bytes[0] += 1
        #expect(RunDigest(bytes: bytes) == nil)
    }

    @Test func moreUnseenFramesThanThereCanBeAreNotRead() {
        var digest = RunDigest()
        digest.leastCensoredMs = 5
        digest.censored = DelayHistogram.storedLimit
        #expect(RunDigest(bytes: digest.bytes) == digest)
        digest.censored += 1
        #expect(RunDigest(bytes: digest.bytes) == nil)
    }

    @Test func cutOrLongerBytesAreNotRead() {
        let bytes = RunDigest(RandomRun(seed: 5).planted.trace).bytes
        for end in 0..<bytes.count {
            #expect(RunDigest(bytes: Array(bytes[..<end])) == nil)
        }
        #expect(RunDigest(bytes: bytes + [0]) == nil)
    }

    /// Whatever bytes say: they are read as a digest that is written as those bytes, or not at all.
    @Test func damagedBytesNeverMislead() {
        var random = SeededGenerator(seed: 11)
        let bytes = RunDigest(RandomRun(seed: 9).planted.trace).bytes
        for _ in 0..<3_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[.random(in: 1..<damaged.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if let read = RunDigest(bytes: damaged) {
                #expect(read.delays.count <= RunDigest.stretchLimit)
                #expect(RunDigest(bytes: read.bytes) == read)
            }
        }
    }
}
