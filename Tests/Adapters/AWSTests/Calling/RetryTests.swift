import LabModel
import LabTesting
import Testing

@testable import AWS

struct RetryTests {
    private static func delays(attempt: Int, isThrottled: Bool, wished: Latency? = nil) -> [Latency] {
        var generator = SeededGenerator(seed: UInt64(attempt))
        return (0..<500).map { _ in
            RetryDelay.after(attempt: attempt, isThrottled: isThrottled, wished: wished, using: &generator)
        }
    }

    @Test(arguments: [
        (1, false, 0.1), (2, false, 0.2), (5, false, 1.6), (30, false, 20), (1, true, 1), (4, true, 8), (9, true, 20),
    ])
    func waitsAreSpreadOverTheWholeLimit(_ attempt: Int, _ isThrottled: Bool, _ limit: Double) throws {
        let delays = Self.delays(attempt: attempt, isThrottled: isThrottled)
        let longest = try #require(delays.max())
        let least = try #require(delays.min())
        #expect(longest <= .seconds(limit) && longest > .seconds(limit * 0.97))
        #expect(least >= .zero && least < .seconds(limit * 0.03))
        let mean = delays.map(\.seconds).reduce(0, +) / 500
        #expect(abs(mean - limit / 2) < limit * 0.06)
    }

    @Test func whatTheServiceWishesIsHeard() {
        #expect(Self.delays(attempt: 1, isThrottled: false, wished: .seconds(3)).allSatisfy { $0 == .seconds(3) })
        #expect(Self.delays(attempt: 1, isThrottled: false, wished: .seconds(900)).allSatisfy { $0 == .seconds(20) })
    }

    @Test func theBudgetIsThatOfAWSsTools() {
        let budget = RetryBudget()
        for _ in 0..<50 {
            #expect(budget.take(afterTimeout: true) == 10)
        }
        #expect(budget.take(afterTimeout: false) == nil)
        for _ in 0..<5 {
            budget.succeeded(taken: nil)
        }
        #expect(budget.take(afterTimeout: false) == 5)
        budget.succeeded(taken: 5)
        #expect(budget.take(afterTimeout: true) == nil)
        #expect(budget.take(afterTimeout: false) == 5)
    }

    @Test func theBudgetIsNeverMoreThanWhole() {
        let budget = RetryBudget()
        budget.succeeded(taken: 10)
        var taken = 0
        while budget.take(afterTimeout: false) != nil {
            taken += 1
        }
        #expect(taken == 100)
    }

    @Test(arguments: [(0, 1), (-4, 1), (7, 7)])
    func thereIsAlwaysAnAttempt(_ wanted: Int, _ given: Int) {
        #expect(RetryLimits(attempts: wanted).attempts == given)
    }
}
