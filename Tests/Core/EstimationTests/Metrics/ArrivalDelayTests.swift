import LabModel
import Testing

@testable import Estimation

@Suite struct ArrivalDelayTests {
    @Test func arrivalIsFiveMillisecondsEarlier() {
        let summary = Planted(frames: 0..<251).summarize()
        #expect(summary.arrivalDelayMs?.p50 == 15)
        #expect(summary.arrivalDelayMs?.n == 250)
        #expect(summary.arrivalMethod == .readLog)
    }

    @Test func picturesWithoutAccessUnitHaveNone() {
        var run = Planted()
        (0..<5).forEach { number in run.show(number) { $0.arrival = number < 2 ? $0.arrival : nil } }
        #expect(run.summarize().arrivalDelayMs?.n == 2)
    }
}
