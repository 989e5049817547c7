internal import LabModel

/// Where the grid's steps lie in a picture: a scale and a shift in each direction, or what a camera sees at an angle.
struct GridMap: Equatable, Sendable {
    /// The pixel position of step 0, and pixels a step, across.
    var x: Axis
    /// The same down.
    var y: Axis
    /// Whether black and white are exchanged.
    var isInverted = false
    /// What is used in place of both directions in a picture taken at an angle.
    private(set) var projection: Projection?

    /// One direction.
    struct Axis: Equatable, Sendable {
        var origin: Double
        var scale: Double

        /// The position, in pixels, of a step.
        func position(_ step: Double) -> Double {
            origin + step * scale
        }

        /// The axis on which two steps lie at two positions.
        static func through(_ first: Double, at start: Double, _ second: Double, at end: Double) -> Axis {
            let scale = (end - start) / (second - first)
            return Axis(origin: start - first * scale, scale: scale)
        }
    }

    /// The map of a picture that arrives as it was drawn.
    init(_ layout: MarkLayout) {
        let scale = Double(layout.side) / Double(MarkLayout.steps)
        x = Axis(origin: Double(layout.left), scale: scale)
        y = Axis(origin: Double(layout.top), scale: scale)
    }

    /// The map on which the lab's QR code fills a box.
    init(code box: PixelBox, isInverted: Bool) {
        let start = Double(MarkLayout.codeStart(modules: QRCode.Kind.mark.side))
        let end = Double(MarkLayout.steps) - start
        x = .through(start, at: box.x.lowerBound, end, at: box.x.upperBound)
        y = .through(start, at: box.y.lowerBound, end, at: box.y.upperBound)
        self.isInverted = isInverted
    }

    /// The map on which the grid's square has its corners at four points; nil where they are no picture of a square.
    init?(corners: Projection.Corners, isInverted: Bool) {
        let end = Double(MarkLayout.steps)
        guard let projection = Projection(from: 0, to: end, corners: corners) else { return nil }
        let xs = Projection.Corners.all.map { corners[keyPath: $0].x }
        let ys = Projection.Corners.all.map { corners[keyPath: $0].y }
        x = .through(0, at: xs.min() ?? 0, end, at: xs.max() ?? end)
        y = .through(0, at: ys.min() ?? 0, end, at: ys.max() ?? end)
        self.isInverted = isInverted
        self.projection = projection
    }

    /// Where a place of the grid, in steps, lies in the picture.
    func position(_ x: Double, _ y: Double) -> Projection.Point {
        projection?.position(x, y) ?? Projection.Point(x: self.x.position(x), y: self.y.position(y))
    }

    /// Where the corners of the grid's square lie, or of the lab's QR code in its middle.
    func corners(from start: Double = 0) -> Projection.Corners {
        let end = Double(MarkLayout.steps) - start
        return Projection.Corners(
            topLeft: position(start, start),
            topRight: position(end, start),
            bottomLeft: position(start, end),
            bottomRight: position(end, end)
        )
    }

    /// Pixels a QR module, the lesser of both directions.
    var modulePixels: Double {
        min(x.scale, y.scale) * Double(MarkLayout.moduleSteps)
    }

    /// Where a QR code of so many modules lies.
    func codeBox(modules: Int) -> PixelBox {
        let start = Double(MarkLayout.codeStart(modules: modules))
        let corners = corners(from: start)
        let (left, right) = (
            min(corners.topLeft.x, corners.bottomLeft.x), max(corners.topRight.x, corners.bottomRight.x)
        )
        let (top, bottom) = (
            min(corners.topLeft.y, corners.topRight.y), max(corners.bottomLeft.y, corners.bottomRight.y)
        )
        return PixelBox(x: left...max(left, right), y: top...max(top, bottom))
    }

    /// Whether another map puts the QR code's corners within a length, in pixels, of where this one does.
    func agrees(with other: GridMap, within length: Double) -> Bool {
        let mine = codeBox(modules: QRCode.Kind.mark.side)
        let theirs = other.codeBox(modules: QRCode.Kind.mark.side)
        return isInverted == other.isInverted
            && abs(mine.x.lowerBound - theirs.x.lowerBound) <= length
            && abs(mine.x.upperBound - theirs.x.upperBound) <= length
            && abs(mine.y.lowerBound - theirs.y.lowerBound) <= length
            && abs(mine.y.upperBound - theirs.y.upperBound) <= length
    }
}

/// A rectangle of a picture, in pixels.
struct PixelBox: Equatable, Sendable {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>

    /// The box that is larger by a margin on each side.
    func grown(by margin: Double) -> PixelBox {
        PixelBox(
            x: x.lowerBound - margin...x.upperBound + margin,
            y: y.lowerBound - margin...y.upperBound + margin
        )
    }
}
