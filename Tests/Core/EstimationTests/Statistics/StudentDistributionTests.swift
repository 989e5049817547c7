import Foundation
import Testing

@testable import Estimation

@Suite struct StudentDistributionTests {
    /// From printed tables.
    @Test(arguments: [
        (1.0, 12.7062), (2, 4.30265), (3, 3.18245), (4, 2.77645), (5, 2.57058), (10, 2.22814), (30, 2.04227),
        (1_000, 1.96234),
    ])
    func quantilesOfTables(freedom: Double, wanted: Double) {
        let found = StudentDistribution(freedom: freedom).distance(leaving: 0.05)
        #expect(abs(found - wanted) < 1e-4 * wanted, "\(found)")
    }

    /// With 1 and 2 degrees of freedom the tails have closed forms.
    @Test(arguments: [0.01, 0.3, 1, 2.5, 40, 700])
    func closedForms(distance: Double) {
        let one = StudentDistribution(freedom: 1).tails(beyond: distance)
        #expect(abs(one - 2 / .pi * atan(1 / distance)) < 1e-10)
        let two = StudentDistribution(freedom: 2).tails(beyond: distance)
        #expect(abs(two - (1 - distance / (2 + distance * distance).squareRoot())) < 1e-10)
    }

    @Test func brokenFreedomLiesBetweenItsNeighbours() {
        let found = [3.0, 3.4, 4].map { StudentDistribution(freedom: $0).distance(leaving: 0.001) }
        #expect(found[0] > found[1] && found[1] > found[2])
        #expect(abs(found[0] - 12.924) < 0.001 && abs(found[2] - 8.610) < 0.001)
    }

    @Test func ends() {
        let student = StudentDistribution(freedom: 5)
        #expect(student.tails(beyond: 0) == 1)
        #expect(student.tails(beyond: .infinity) == 0)
        #expect(student.tails(beyond: -2) == student.tails(beyond: 2))
    }
}
