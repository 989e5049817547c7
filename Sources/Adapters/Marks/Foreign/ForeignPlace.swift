/// Where foreign codes were in the last pictures: some makers move theirs between two or four places.
struct ForeignPlace: Equatable, Sendable {
    /// What holds all of them.
    private(set) var box: PixelBox
    /// Whether they are white on black.
    let isNegated: Bool
    /// Pixels a module, roughly.
    private(set) var modulePixels: Double
    private var newest: PixelBox
    private var age = 0

    /// Places whose common box is this many times a code's own are not kept together.
    private static let greatestSpread = 8.0
    /// After so many pictures places that are no longer used are forgotten.
    private static let lifetime = 64

    /// The place of a first code.
    init(_ box: PixelBox, modulePixels: Double, isNegated: Bool) {
        self.box = box
        self.modulePixels = modulePixels
        self.isNegated = isNegated
        newest = box
    }

    /// Adds the place of the next code.
    mutating func move(to box: PixelBox, modulePixels: Double, isNegated: Bool) {
        age += 1
        let joined = self.box.joined(with: box)
        guard isNegated == self.isNegated, age < Self.lifetime, joined.area <= Self.greatestSpread * box.area else {
            // The place before is kept too, so that codes that take turns are not searched for anew.
            let both = newest.joined(with: box)
            let isNear = isNegated == self.isNegated && both.area <= Self.greatestSpread * box.area
            self = ForeignPlace(isNear ? both : box, modulePixels: modulePixels, isNegated: isNegated)
            newest = box
            return
        }
        self.box = joined
        self.modulePixels = modulePixels
        newest = box
    }

    /// Where to look for the next one: with room for codes that grow with their text.
    var searched: PixelBox {
        box.grown(by: 6 * modulePixels)
    }
}

extension PixelBox {
    /// The box that holds both.
    func joined(with other: PixelBox) -> PixelBox {
        PixelBox(
            x: min(x.lowerBound, other.x.lowerBound)...max(x.upperBound, other.x.upperBound),
            y: min(y.lowerBound, other.y.lowerBound)...max(y.upperBound, other.y.upperBound)
        )
    }

    /// Its size in square pixels.
    var area: Double {
        (x.upperBound - x.lowerBound) * (y.upperBound - y.lowerBound)
    }
}
