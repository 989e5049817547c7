import LabModel
import Relaying
import Testing

@testable import Measuring

@Suite struct StallCheckTests {
    /// Frames every 40 ms; from the 20th on each is held for a second longer.
    private let log = PlantedReception(count: 40).log { .milliseconds($0 < 20 ? 5 : 1_005) }

    private func stalls(_ count: Int, longest: Double) -> Summary.Episodes {
        var stalls = Summary.Episodes()
        stalls.count = count
        stalls.longestMs = longest
        return stalls
    }

    @Test func theLongestSilenceIsBetweenTwoWritesOfOneConnection() {
        #expect(StallCheck.longestSilence(in: log) == .milliseconds(1_040))
        var two = log
        two.reads += PlantedReception(count: 2).log(connection: 1) { .seconds(100 + Double($0)) }.reads
        #expect(StallCheck.longestSilence(in: two) == .milliseconds(1_040))
        var questions = PlantedReception(count: 2).log(connection: 2) { .seconds(5 * Double($0)) }
        questions.reads += log.reads
        questions.units = log.units
        #expect(StallCheck.longestSilence(in: questions) == .milliseconds(1_040))
        #expect(StallCheck.longestSilence(in: RelayLog()) == .zero)
    }

    @Test func rowsCompareCountAndLength() {
        #expect(StallCheck.rows(of: stalls(1, longest: 1_050), log: log).allSatisfy { $0.isWithin })
        #expect(StallCheck.rows(of: stalls(2, longest: 1_070), log: log).map(\.isWithin) == [false, false])
        #expect(StallCheck.rows(of: stalls(0, longest: 0), log: log).map(\.measured) == [0, nil])
    }
}
