import Testing

@testable import Estimation

@Suite struct BoundedDelayTests {
    private func known(_ value: Double) -> BoundedDelay { BoundedDelay(milliseconds: value) }
    private func open(_ value: Double) -> BoundedDelay { BoundedDelay(milliseconds: value, isLowerBound: true) }

    @Test func theMiddleIsTaken() {
        #expect(BoundedDelay.median([]) == nil)
        #expect(BoundedDelay.median([known(7)]) == known(7))
        #expect(BoundedDelay.median([known(9), known(1), known(4)]) == known(4))
        #expect(BoundedDelay.median([known(9), known(1), known(4), known(5)]) == known(4.5))
    }

    @Test func whatIsKnownFromBelowIsLargerThanAllOthers() {
        #expect(BoundedDelay.median([open(1), known(8), known(9)]) == known(9))
        #expect(BoundedDelay.median([open(1), open(2), known(9)]) == open(1))
        // Of two middle ones the mean is open as soon as the larger one is.
        #expect(BoundedDelay.median([known(2), open(6), known(4), open(8)]) == open(5))
    }
}
