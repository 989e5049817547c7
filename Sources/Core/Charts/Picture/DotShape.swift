/// The shapes of dots: each of the first six colours has one of its own, so that colour is not all that tells.
enum DotShape {
    /// Draws the dot of a colour.
    static func draw(_ colour: Int, at place: (x: Double, y: Double), radius: Double, into path: inout SVGPath) {
        let r = SVGPath.number(radius)
        let wide = SVGPath.number(2 * radius)
        let (x, y) = place
        switch Palette.index(colour) % 6 {
        case 0: path.shape(x - radius, y, "a\(r) \(r) 0 1 0 \(wide) 0a\(r) \(r) 0 1 0 -\(wide) 0z")
        case 1: path.shape(x - radius, y - radius, "h\(wide)v\(wide)h-\(wide)z")
        case 2: path.shape(x, y - radius, "l\(r) \(wide)h-\(wide)z")
        case 3: path.shape(x, y - radius, "l\(r) \(r)l-\(r) \(r)l-\(r) -\(r)z")
        case 4: path.shape(x, y + radius, "l\(r) -\(wide)h-\(wide)z")
        default: path.shape(x - radius, y - radius, "l\(wide) \(wide)h-\(wide)l\(wide) -\(wide)z")
        }
    }
}
