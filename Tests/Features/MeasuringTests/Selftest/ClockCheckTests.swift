import LabModel
import Testing

@testable import Measuring

@Suite struct ClockCheckTests {
    private let error = PlantedClockError(offset: .milliseconds(250), driftPpm: 100, since: PlantedReception.start)

    /// Samples whose offset is so far from the truth, with a bound.
    private func rows(off: (Int) -> Latency, bound: Latency?) -> [SelftestRow] {
        var samples = PlantedReception(count: 26).samples { _ in .milliseconds(5) }
        for index in samples.indices {
            guard let decoded = samples[index].decoded else { continue }
            samples[index].clockOffset = error.lead(at: decoded) + off(index)
            samples[index].clockErrorBound = bound
        }
        return ClockCheck.rows(of: samples, error: error)
    }

    @Test func anOffsetWithinItsBoundIsRight() throws {
        let rows = rows(off: { _ in .microseconds(100) }, bound: .microseconds(200))
        #expect(rows.count == 3 && rows.allSatisfy { $0.isWithin })
        // The middle frame is decoded 507 ms after the start: the drift has added 50 µs.
        #expect(abs(rows[0].planted - 250.0507) < 0.0001)
        #expect(abs(try #require(rows[0].error) - 0.1) < 1e-6)
        #expect(abs(rows[0].limit - 0.2) < 1e-6)
        #expect(rows[1].measured == rows[0].limit)
        #expect(rows[2].measured == 0)
    }

    @Test func aSingleFrameOutsideItsBoundIsFound() {
        let rows = rows(off: { .microseconds($0 == 7 ? 201 : -200) }, bound: .microseconds(200))
        #expect(rows.map(\.isWithin) == [true, true, false])
        #expect(rows[2].measured == 1)
    }

    @Test func aBoundThatSaysNothingIsNoProof() {
        #expect(rows(off: { _ in .zero }, bound: .seconds(1)).map(\.isWithin) == [true, false, true])
    }

    @Test func aClockTakenForRightIsFoundOut() {
        let rows = rows(off: { _ in .milliseconds(-250) }, bound: .zero)
        #expect(rows.map(\.isWithin) == [false, true, false])
        #expect(rows[2].measured == 26)
    }

    @Test func noBoundIsNothingMeasured() {
        #expect(rows(off: { _ in .zero }, bound: nil).allSatisfy { !$0.isWithin })
    }
}
