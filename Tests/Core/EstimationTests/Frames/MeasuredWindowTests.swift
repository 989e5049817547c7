import LabModel
import Testing

@testable import Estimation

@Suite struct MeasuredWindowTests {
    @Test func bothEndsTakeTheOffsetOfTheirTime() {
        var run = Planted()
        for number in 0..<300 {
            run.show(number) { $0.clockOffset = .milliseconds(Double(number)) }
        }
        let window = MeasuredWindow(run.trace)
        #expect(window.join == Planted.at(ms: -10).nanoseconds)
        // Frame 249 is the last one decoded by 10 s.
        #expect(window.end == Planted.at(ms: 10_249).nanoseconds)
        #expect(window.endReceived == Planted.at(ms: 10_000))
    }

    @Test func withoutAClockTheEndIsCountedFromTheFirstStamp() {
        var run = Planted()
        run.clockOffset = nil
        run.show(5, delayMs: 700)
        let window = MeasuredWindow(run.trace)
        #expect(window.join == nil)
        #expect(window.end == Planted.at(ms: 9_300).nanoseconds)
    }

    @Test func aFileHasNeitherEnd() {
        var run = Planted(frames: 0..<3)
        run.trace.join = nil
        let window = MeasuredWindow(run.trace)
        #expect(window.join == nil)
        #expect(window.end == nil)
        #expect(window.endReceived == nil)
    }
}
