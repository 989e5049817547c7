import LabModel
import Testing

@testable import Receiving

@Suite struct ThroughputRuleTests {
    private let next = DataRate(bitsPerSecond: 4_000_000)

    /// Four segments of a second, each so long and that big.
    private func rule(took: Latency, bytes: Int, count: Int = 4) -> ThroughputRule {
        var rule = ThroughputRule()
        for number in 0..<count {
            var fact = SegmentFact(sequence: number, requested: WallTime(nanoseconds: 0))
            fact.firstByte = WallTime(nanoseconds: 0)
            fact.lastByte = WallTime(nanoseconds: 0) + took
            fact.duration = .seconds(1)
            fact.size = ByteCount(bytes)
            rule.add(fact)
        }
        return rule
    }

    @Test func whatComesSlowerThanItLastsIsTooMuch() {
        var rule = rule(took: .milliseconds(1_100), bytes: 500_000)
        #expect(rule.step(next: next) == .down)
        // Four more are waited for.
        #expect(rule.step(next: next) == nil)
    }

    @Test func whatComesFastEnoughMayBeMore() {
        var fast = rule(took: .milliseconds(100), bytes: 100_000)
        #expect(fast.step(next: next) == .up)
        var nearly = rule(took: .milliseconds(100), bytes: 70_000)
        #expect(nearly.step(next: next) == nil)
        var highest = rule(took: .milliseconds(100), bytes: 100_000)
        #expect(highest.step(next: nil) == nil)
    }

    @Test func whatIsMadeWhileItIsSentChangesNothing() {
        var rule = rule(took: .milliseconds(990), bytes: 5_000_000)
        #expect(rule.step(next: next) == nil)
    }

    @Test func threeAreTooFew() {
        var rule = rule(took: .milliseconds(1_100), bytes: 1, count: 3)
        #expect(rule.step(next: next) == nil)
    }

    @Test func whatDidNotComeOrHasNoLengthIsNotCounted() {
        var rule = rule(took: .milliseconds(1_100), bytes: 1, count: 3)
        rule.add(SegmentFact(sequence: 9, requested: WallTime(nanoseconds: 0)))
        #expect(rule.step(next: next) == nil)
    }
}
