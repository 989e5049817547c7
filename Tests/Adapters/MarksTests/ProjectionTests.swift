import LabModel
import Testing

@testable import Marks

@Suite struct ProjectionTests {
    private func corners(_ values: [Double]) -> Projection.Corners {
        Projection.Corners(
            topLeft: .init(x: values[0], y: values[1]),
            topRight: .init(x: values[2], y: values[3]),
            bottomLeft: .init(x: values[4], y: values[5]),
            bottomRight: .init(x: values[6], y: values[7])
        )
    }

    private func isNear(_ one: Projection.Point, _ x: Double, _ y: Double) -> Bool {
        abs(one.x - x) < 1e-9 && abs(one.y - y) < 1e-9
    }

    @Test func theSquaresCornersComeToLieWhereTheyAreAsked() throws {
        let corners = corners([10, 20, 300, 5, 40, 260, 280, 310])
        let map = try #require(Projection(from: 47, to: 97, corners: corners))
        #expect(isNear(map.position(47, 47), 10, 20))
        #expect(isNear(map.position(97, 47), 300, 5))
        #expect(isNear(map.position(47, 97), 40, 260))
        #expect(isNear(map.position(97, 97), 280, 310))
    }

    @Test func withoutAnAngleItIsAScaleAndAShift() throws {
        let map = try #require(Projection(from: 0, to: 10, corners: corners([5, 6, 25, 6, 5, 36, 25, 36])))
        #expect(isNear(map.position(2, 3), 9, 15))
        #expect(isNear(map.position(-5, 20), -5, 66))
    }

    @Test func theMiddleLiesWhereTheDiagonalsCross() throws {
        // A trapezium that is twice as wide below: the diagonals meet a third of the way down.
        let map = try #require(Projection(from: 0, to: 2, corners: corners([10, 0, 20, 0, 5, 30, 25, 30])))
        #expect(isNear(map.position(1, 1), 15, 10))
    }

    @Test func pointsOnALineAreNoSquare() {
        #expect(Projection(from: 0, to: 1, corners: corners([0, 0, 10, 0, 20, 0, 30, 0])) == nil)
        #expect(Projection(from: 0, to: 1, corners: corners([3, 3, 3, 3, 3, 3, 3, 3])) == nil)
        #expect(Projection(from: 1, to: 1, corners: corners([0, 0, 1, 0, 0, 1, 1, 1])) == nil)
    }

    @Test func beyondItsHorizonIsNowhere() throws {
        let map = try #require(Projection(from: 0, to: 2, corners: corners([10, 0, 20, 0, 5, 30, 25, 30])))
        let place = map.position(1, 100)
        #expect(place.x == .infinity && place.y == .infinity)
    }
}
