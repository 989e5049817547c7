import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct StepCursorTests {
    /// Two steps, between 2 and 3.002 s and between 5 and 6.002 s.
    private let steps: [ClockStep] = {
        let clocks = SimulatedClocks(offset: 0, steps: [.init(at: 2.5, size: 0.5), .init(at: 5.5, size: -1)])
        return ClockFit(exchanges: (0..<9).map { clocks.exchange(at: Double($0), there: 0.001, back: 0.001) }).clock
            .steps
    }()

    private func expected(_ instant: Int64) -> (piece: Int, isBounded: Bool) {
        let passed = steps.count { $0.before <= instant }
        guard let open = steps.first(where: { $0.after < instant && instant < $0.before }) else {
            return (passed, true)
        }
        return (passed + (instant - open.after > open.before - instant ? 1 : 0), false)
    }

    @Test func anyOrderOfInstantsGivesTheSame() {
        var random = SeededGenerator(seed: 6)
        let edges = steps.flatMap { [$0.after - 1, $0.after, $0.after + 1, $0.before - 1, $0.before, $0.before + 1] }
        let others = (0..<300).map { _ in SimulatedClocks.received(.random(in: -1...9, using: &random)).nanoseconds }
        let instants = edges + others + [.min, .max]
        #expect(steps.count == 2)
        for order in [instants.sorted(), instants.sorted(by: >), instants.shuffled(using: &random)] {
            var cursor = StepCursor(steps)
            for instant in order {
                #expect(cursor.side(at: instant) == expected(instant))
            }
        }
    }
}
