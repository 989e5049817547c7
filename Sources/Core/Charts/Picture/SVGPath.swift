/// The `d` of a path, in tenths of a pixel.
struct SVGPath {
    /// What has been drawn so far.
    private(set) var text = ""

    /// Lifts the pen and sets it down.
    mutating func move(_ x: Double, _ y: Double) {
        text += "M\(Self.number(x)) \(Self.number(y))"
    }

    /// Draws a straight line.
    mutating func line(_ x: Double, _ y: Double) {
        text += "L\(Self.number(x)) \(Self.number(y))"
    }

    /// Draws along the x axis.
    mutating func horizontal(_ x: Double) {
        text += "H\(Self.number(x))"
    }

    /// Draws along the y axis.
    mutating func vertical(_ y: Double) {
        text += "V\(Self.number(y))"
    }

    /// Draws a dot where the pen is: a line without length, whose ends are round.
    mutating func dot() {
        text += "h0"
    }

    /// Draws a rectangle.
    mutating func box(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
        move(left, bottom)
        vertical(top)
        horizontal(right)
        vertical(bottom)
        text += "z"
    }

    /// Draws back to where the pen was set down.
    mutating func close() {
        text += "z"
    }

    /// Draws what a shape says relative to a place.
    mutating func shape(_ x: Double, _ y: Double, _ rest: String) {
        move(x, y)
        text += rest
    }

    /// A length in tenths of a pixel, as short as it can be said; what is not finite is 0.
    static func number(_ value: Double) -> String {
        let bounded = min(max(value, -1e5), 1e5)
        guard bounded.isFinite else { return "0" }
        let tenths = Int((bounded * 10 + 0.5).rounded(.down))
        let text = "\(tenths.magnitude / 10)"
        let sign = tenths < 0 ? "-" : ""
        return tenths.isMultiple(of: 10) ? sign + text : "\(sign)\(text).\(tenths.magnitude % 10)"
    }
}
