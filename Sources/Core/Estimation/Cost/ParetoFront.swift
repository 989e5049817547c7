/// What is worth its price: nothing else is both no dearer and no slower.
public struct ParetoFront: Hashable, Sendable {
    /// Something with a cost and a delay.
    public struct Point: Hashable, Sendable {
        /// What it is called, each once.
        public var name: String
        /// What it costs, in the currency of all others.
        public var cost: Double
        /// Its delay, in the unit of all others.
        public var delay: Double
        /// Whether the delay is known only from below.
        public var isLowerBound: Bool

        /// Makes a point.
        public init(name: String, cost: Double, delay: Double, isLowerBound: Bool = false) {
            (self.name, self.cost, self.delay, self.isLowerBound) = (name, cost, delay, isLowerBound)
        }
    }

    /// The points that no other one dominates, the cheapest first.
    public let front: [Point]
    /// For each other point those of the front that dominate it, the cheapest first.
    public let dominators: [String: [String]]

    /// Finds the front.
    ///
    /// A point dominates another where it costs no more and is delayed no longer, and one of both is less. A delay that
    /// is known only from below dominates none, as it may be any longer; at the same cost nothing tells two such apart.
    /// - Complexity: O(n²).
    /// - Parameter points: in any order; those whose numbers are not finite are left out.
    public init(_ points: [Point]) {
        let sorted = points.filter { $0.cost.isFinite && $0.delay.isFinite }
            .sorted { ($0.cost, $0.delay, $0.name) < ($1.cost, $1.delay, $1.name) }
        let front = sorted.filter { point in !sorted.contains { Self.dominates($0, point) } }
        self.front = front
        var dominators: [String: [String]] = [:]
        for point in sorted {
            let better = front.filter { Self.dominates($0, point) }
            if !better.isEmpty {
                dominators[point.name] = better.map(\.name)
            }
        }
        self.dominators = dominators
    }

    private static func dominates(_ one: Point, _ other: Point) -> Bool {
        guard !one.isLowerBound, one.cost <= other.cost, one.delay <= other.delay else { return false }
        return one.cost < other.cost || one.delay < other.delay
    }
}
