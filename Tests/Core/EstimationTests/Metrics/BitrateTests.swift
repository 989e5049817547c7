import LabModel
import Testing

@testable import Estimation

@Suite struct BitrateTests {
    @Test func bytesOverTheTimeTheyTook() {
        #expect(abs((Planted(frames: 0..<251).summarize().bitrateBps ?? 0) - 200_000) < 1e-6)
    }

    @Test func backlogIsLeftOut() {
        var run = Planted()
        run.trace.join = Planted.at(ms: 190)
        (0..<5).forEach { run.show($0, delayMs: 195 - Double($0) * 39) }
        (5..<251).forEach { run.show($0) }
        #expect(run.summarize().bitrateBps == 200_000)
    }

    @Test func aFilesTimeIsItsPictures() {
        var run = Planted()
        for number in 0..<26 {
            run.show(number, delayMs: -Double(number) * 39) { $0.presentationTime = .milliseconds(Double(number) * 40) }
        }
        run.trace.join = nil
        run.trace.clockMethod = .none
        #expect(run.summarize().bitrateBps == 200_000)
    }

    /// 250 frames in segments of a second: from the first burst to the last only 9 s pass, while 10 s of media came.
    @Test func aBurstOfASegmentIsNoRate() throws {
        var run = Planted()
        for number in 0..<250 {
            run.show(number, delayMs: 1_000 - Double(number % 25) * 40) {
                $0.presentationTime = .milliseconds(Double(number) * 40)
            }
        }
        run.trace.media.container = "hls"
        // The operating delay leaves one part in a thousand of the time late.
        #expect(abs(try #require(run.summarize().bitrateBps) - 200_000) <= 200)
    }

    @Test func nothingArrived() {
        #expect(Planted(frames: 0..<1).summarize().bitrateBps == nil)
    }
}
