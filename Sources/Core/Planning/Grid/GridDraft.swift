/// A grid as it was written, in a file or by options: what it leaves open is nil or not among its factors.
public struct GridDraft: Hashable, Sendable {
    /// What varies, in the order it was written.
    public var factors: [SweepFactor]
    /// How often each combination is measured.
    public var repeats: Int?
    /// In which order.
    public var order: SweepOrder?
    /// What a shuffled order is drawn from.
    public var seed: UInt64?
    /// What names begin with.
    public var prefix: String?

    /// Makes a draft; each argument is the property of its name.
    public init(
        factors: [SweepFactor] = [],
        repeats: Int? = nil,
        order: SweepOrder? = nil,
        seed: UInt64? = nil,
        prefix: String? = nil
    ) {
        self.factors = factors
        self.repeats = repeats
        self.order = order
        self.seed = seed
        self.prefix = prefix
    }

    /// This draft with what another one leaves open: of a factor that both have, this one's values count.
    /// - Returns: the other one's factors at their places, then those that only this one has.
    public func over(_ other: GridDraft) -> GridDraft {
        var kinds = factors.map(\.kind)
        var merged = other.factors.map { factor in
            guard let index = kinds.firstIndex(of: factor.kind) else { return factor }
            return factors[index]
        }
        kinds = merged.map(\.kind)
        merged += factors.filter { !kinds.contains($0.kind) }
        return GridDraft(
            factors: merged,
            repeats: repeats ?? other.repeats,
            order: order ?? other.order,
            seed: seed ?? other.seed,
            prefix: prefix ?? other.prefix
        )
    }

    /// The grid, with defaults for what is open.
    /// - Returns: a grid whose every line is a good one.
    /// - Throws: ``PlanningError``.
    public func grid() throws(PlanningError) -> SweepGrid {
        try SweepGrid(
            factors: factors,
            repeats: repeats ?? 1,
            order: order ?? .listed,
            prefix: prefix ?? SweepGrid.usualPrefix
        )
    }
}
