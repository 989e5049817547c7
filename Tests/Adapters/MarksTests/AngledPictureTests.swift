import LabModel
import LabTesting
import Testing

@testable import Marks

/// Pictures of a screen that a camera sees at an angle.
@Suite(.heavy) struct AngledPictureTests {
    private static let size = PixelSize(width: 720, height: 480)

    /// How far, as parts of the width and the height, each corner of the screen lies inside the camera's picture.
    struct View: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var topLeft = (0.03, 0.03)
        var topRight = (0.03, 0.03)
        var bottomLeft = (0.03, 0.03)
        var bottomRight = (0.03, 0.03)
    }

    static let views = [
        View(testDescription: "from the left", topRight: (0.05, 0.14), bottomRight: (0.05, 0.14)),
        View(testDescription: "from above", bottomLeft: (0.13, 0.04), bottomRight: (0.13, 0.04)),
        View(
            testDescription: "from below, turned",
            topLeft: (0.14, 0.06),
            topRight: (0.08, 0.02),
            bottomLeft: (0.02, 0.04),
            bottomRight: (0.01, 0.09)
        ),
    ]

    /// What the camera sees of a picture.
    private func seen(_ picture: TestPicture, _ view: View) throws -> TestPicture {
        let (width, height) = (Double(Self.size.width), Double(Self.size.height))
        // The grid's own maps go from a square to a picture: here that is the camera's, and its square is the screen.
        let screen = Projection.Corners(
            topLeft: .init(x: view.topLeft.0 * width, y: view.topLeft.1 * height),
            topRight: .init(x: width - view.topRight.0 * width, y: view.topRight.1 * height),
            bottomLeft: .init(x: view.bottomLeft.0 * width, y: height - view.bottomLeft.1 * height),
            bottomRight: .init(x: width - view.bottomRight.0 * width, y: height - view.bottomRight.1 * height)
        )
        let map = try #require(Projection(from: 0, to: 1, corners: screen))
        var result = TestPicture(size: Self.size, grey: 40)
        var sums = [Int](repeating: 0, count: result.luma.count)
        var counts = sums
        // Each of the screen's pixels is lit four by four times, which covers every pixel of the camera.
        for row in 0..<Self.size.height * 4 {
            for column in 0..<Self.size.width * 4 {
                let place = map.position((Double(column) + 0.5) / width / 4, (Double(row) + 0.5) / height / 4)
                let (x, y) = (Int(place.x), Int(place.y))
                guard (0..<Self.size.width).contains(x), (0..<Self.size.height).contains(y) else { continue }
                sums[y * Self.size.width + x] += Int(picture.luma[row / 4 * Self.size.width + column / 4])
                counts[y * Self.size.width + x] += 1
            }
        }
        for index in sums.indices where counts[index] > 0 {
            result.luma[index] = UInt8(sums[index] / counts[index])
        }
        return result
    }

    @Test(arguments: views)
    func bothStripsAreReadAtAnAngle(view: View) throws {
        var reader = MarkReader()
        var routes: [MarkRoute?] = []
        for number in 7..<10 as Range<UInt32> {
            let reading = reader.read(try seen(TestPicture.marked(.test(number), size: Self.size), view))
            #expect(reading.stamp == .test(number), "\(reading)")
            routes.append(reading.route)
        }
        #expect(routes.last == .strip)
    }

    @Test func aTornPictureAtAnAngleIsTorn() throws {
        var reader = MarkReader()
        let whole = try seen(TestPicture.marked(.test(7), size: Self.size), Self.views[0])
        #expect(reader.read(whole).stamp == .test(7))
        var torn = try seen(TestPicture.marked(.test(9), size: Self.size), Self.views[0])
        torn.takeRows(100..<480, from: whole)
        #expect(reader.read(torn).cause == .torn)
    }
}
