import Testing

@testable import Estimation

@Suite struct MomentsTests {
    @Test func meanAndDeviation() {
        #expect(Moments.mean([2, 4, 9]) == 5)
        #expect(Moments.standardDeviation([2, 4, 9]) == 13.0.squareRoot())
    }

    @Test func largeMeansCostNoDigits() {
        let values = [1e12 + 1, 1e12 + 2, 1e12 + 3]
        #expect(Moments.mean(values) == 1e12 + 2)
        #expect(Moments.standardDeviation(values) == 1)
    }

    @Test func tooFewValues() {
        #expect(Moments.mean([]) == nil)
        #expect(Moments.standardDeviation([7]) == nil)
    }
}
