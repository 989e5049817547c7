internal import LabModel

/// Where the grid's steps lie in a picture: a scale and a shift in each direction.
struct GridMap: Equatable, Sendable {
    /// The pixel position of step 0, and pixels a step, across.
    var x: Axis
    /// The same down.
    var y: Axis
    /// Whether black and white are exchanged.
    var isInverted = false

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

    /// Pixels a QR module, the lesser of both directions.
    var modulePixels: Double {
        min(x.scale, y.scale) * Double(MarkLayout.moduleSteps)
    }

    /// Where a QR code of so many modules lies.
    func codeBox(modules: Int) -> PixelBox {
        let start = Double(MarkLayout.codeStart(modules: modules))
        let end = Double(MarkLayout.steps) - start
        return PixelBox(
            x: x.position(start)...max(x.position(start), x.position(end)),
            y: y.position(start)...max(y.position(start), y.position(end))
        )
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
