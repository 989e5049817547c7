/// Which access units of a connection are taken out of the stream: by their place in it, counted from 0.
///
/// Only what nothing else refers to may be lost for the loss to be one frame exactly. In a stream whose every frame is a
/// keyframe that is any frame; where frames refer to the one before, the last ones before a keyframe.
public struct DropPlan: Hashable, Sendable {
    /// The places; bounded by the range that they were chosen from.
    public let places: Set<Int>

    /// Takes out the units at these places.
    public init(places: Set<Int>) {
        self.places = places
    }

    /// Takes out each `n`-th unit of a range of places: the last one of every `n`.
    ///
    /// - Parameters:
    ///   - n: at least 1; 1 takes all.
    ///   - range: the places to choose from.
    /// - Returns: the plan.
    public static func every(_ n: Int, within range: Range<Int>) -> DropPlan {
        let step = max(1, n)
        return DropPlan(places: Set(stride(from: range.lowerBound + step - 1, to: range.upperBound, by: step)))
    }

    /// Takes out units by lot.
    ///
    /// - Parameters:
    ///   - share: how likely each one is lost, from 0 to 1.
    ///   - range: the places to choose from.
    ///   - generator: draws the lots, one for each place in order.
    /// - Returns: the plan.
    public static func random(
        share: Double,
        within range: Range<Int>,
        using generator: inout some RandomNumberGenerator
    ) -> DropPlan {
        DropPlan(places: Set(range.filter { _ in Double.random(in: 0..<1, using: &generator) < share }))
    }

    /// Whether the unit at a place is taken out.
    func drops(_ place: Int) -> Bool {
        places.contains(place)
    }
}
