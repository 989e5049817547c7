import Sweeping
import Testing

@Suite struct SweepRoundsTests {
    @Test(arguments: [(2, 0, true), (2, 1, true), (2, 2, false), (0, 0, false), (-1, 0, false), (1, 5, false)])
    func roundsComeToAnEnd(limit: Int, done: Int, isLeft: Bool) {
        var rounds = SweepRounds(limit: limit)
        rounds.done = done
        #expect(rounds.isLeft == isLeft && rounds.limit >= 0)
    }

    @Test func withoutAWishThereAreTwo() {
        #expect(SweepRounds().limit == 2 && SweepRounds().done == 0)
    }
}
