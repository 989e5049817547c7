import Testing

@testable import Estimation

@Suite struct LineFitTests {
    /// By scipy.stats.linregress the slope is 1.1 and its standard error 0.5196.
    ///
    /// Student's 97.5 % at two degrees of freedom is 4.3027. The residuals −0.1, 0.8, −1.3, 0.6 are not alike.
    @Test func agreesWithTheTextbook() throws {
        let fit = try #require(LineFit(x: [0, 1, 2, 3], y: [1, 3, 2, 5]))
        #expect(abs(fit.slope - 1.1) < 1e-12)
        #expect(abs(fit.slopeHalfWidth - 4.302_653 * 0.27.squareRoot()) < 1e-9)
    }

    @Test(arguments: [(1, 12.7062), (2, 4.3027), (3, 3.1824), (5, 2.5706), (10, 2.2281), (100, 1.9840)])
    func studentsQuantile(freedom: Int, wanted: Double) {
        #expect(abs(LineFit.studentQuantile(freedom) / wanted - 1) < 0.01)
    }

    @Test func alikeResidualsWidenTheInterval() throws {
        let x = (0..<100).map(Double.init)
        let wandering = try #require(LineFit(x: x, y: x.map { $0.truncatingRemainder(dividingBy: 50) < 25 ? 1 : -1 }))
        let alternating = try #require(LineFit(x: x, y: x.map { $0.truncatingRemainder(dividingBy: 2) < 1 ? 1 : -1 }))
        #expect(wandering.slopeHalfWidth > 4 * alternating.slopeHalfWidth)
    }

    @Test func tooLittleToFit() {
        #expect(LineFit(x: [1, 2], y: [1, 2]) == nil)
        #expect(LineFit(x: [1, 1, 1], y: [1, 2, 3]) == nil)
        #expect(LineFit(x: [1, 2, 3], y: [1, 2]) == nil)
    }
}
