import LabModel
import Sweeping
import Testing

@Suite struct RemainingTimeTests {
    @Test func nothingToDoTakesNoTimeAndNothingKnownIsNil() {
        #expect(RemainingTime.estimate(typical: nil, running: [], waiting: 0, concurrency: 2) == .zero)
        #expect(RemainingTime.estimate(typical: nil, running: [.seconds(1)], waiting: 3, concurrency: 2) == nil)
    }

    @Test(
        arguments: [
            // One lane: what is left of the running line, then all others.
            ([4.0], 5, 1, 56.0),
            // Two lanes share the work.
            ([4.0, 0.0], 4, 2, 28.0),
            // More lanes than lines do not help: the last line takes its time.
            ([], 1, 8, 10.0), ([1.0], 0, 8, 9.0),
            // A line that takes longer than others is as good as done.
            ([25.0], 0, 1, 0.0),
        ] as [([Double], Int, Int, Double)]
    )
    func theRestFollowsFromWhatLinesTook(running: [Double], waiting: Int, lanes: Int, seconds: Double) throws {
        let rest = try #require(
            RemainingTime.estimate(
                typical: .seconds(10),
                running: running.map { .seconds($0) },
                waiting: waiting,
                concurrency: lanes
            )
        )
        #expect(abs(rest.seconds - seconds) < 1e-6)
    }

    @Test func aTypicalLineIsTheMedian() {
        #expect(RemainingTime.typical(of: []) == nil)
        #expect(RemainingTime.typical(of: [.seconds(9), .seconds(1), .seconds(2)]) == .seconds(2))
        #expect(RemainingTime.typical(of: [.seconds(4), .seconds(1), .seconds(2), .seconds(100)]) == .seconds(3))
    }

    @Test(arguments: [
        (0.0, "0 s"), (-3, "0 s"), (0.2, "1 s"), (99, "99 s"), (100, "2 min"), (121, "3 min"), (5_940, "99 min"),
        (5_941, "2 h"), (90_000, "25 h"),
    ])
    func lengthsAreSaidInOneUnit(seconds: Double, text: String) {
        #expect(LengthText.rounded(.seconds(seconds)) == text)
    }
}
