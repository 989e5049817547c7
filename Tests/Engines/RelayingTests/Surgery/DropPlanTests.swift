import LabTesting
import Testing

@testable import Relaying

@Suite struct DropPlanTests {
    @Test func everyNthIsTheLastOfEveryN() {
        #expect(DropPlan.every(5, within: 10..<26).places == [14, 19, 24])
        #expect(DropPlan.every(1, within: 2..<5).places == [2, 3, 4])
        #expect(DropPlan.every(0, within: 2..<5).places == [2, 3, 4])
        #expect(DropPlan.every(5, within: 0..<4).places.isEmpty)
        #expect(DropPlan.every(3, within: 7..<7).places.isEmpty)
    }

    @Test func lotsFallTheSameWayForTheSameSeed() {
        var (one, same, another) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1), SeededGenerator(seed: 2))
        let plan = DropPlan.random(share: 0.1, within: 0..<10_000, using: &one)
        #expect(plan == .random(share: 0.1, within: 0..<10_000, using: &same))
        #expect(plan != .random(share: 0.1, within: 0..<10_000, using: &another))
        // Five standard deviations of 10,000 lots.
        #expect(abs(plan.places.count - 1_000) < 150)
        #expect(DropPlan.random(share: 0, within: 0..<100, using: &one).places.isEmpty)
        #expect(DropPlan.random(share: 1, within: 3..<6, using: &one).places == [3, 4, 5])
    }

    @Test func dropsWhatItNames() {
        let plan = DropPlan(places: [3, 4])
        #expect(!plan.drops(2) && plan.drops(3) && plan.drops(4) && !plan.drops(5))
    }
}
