internal import LabModel

/// A mark at a place of one picture.
struct Sighting: Equatable, Sendable {
    /// What it says.
    var stamp: FrameStamp
    /// Where its QR code lies, in pixels of the picture.
    var box: PixelBox

    /// Whether a mark lies where another one does: their middles at most half a side apart.
    func isAt(_ other: PixelBox) -> Bool {
        let sides = [box.x, box.y, other.x, other.y].map { $0.upperBound - $0.lowerBound }
        let reach = (sides.max() ?? 0) / 2
        return abs(Self.middle(box.x) - Self.middle(other.x)) <= reach
            && abs(Self.middle(box.y) - Self.middle(other.y)) <= reach
    }

    private static func middle(_ range: ClosedRange<Double>) -> Double {
        (range.lowerBound + range.upperBound) / 2
    }
}
