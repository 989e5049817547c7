import Media

/// Access units whose picture has not come out of the decoder yet, oldest first.
struct PendingUnits {
    private var units: [AccessUnit] = []
    private let limit: Int

    /// - Parameter limit: how many may wait; more than any codec reorders.
    init(limit: Int) {
        self.limit = limit
    }

    /// Adds a unit, and returns those that have waited too long ever to give a picture.
    mutating func add(_ unit: AccessUnit) -> [AccessUnit] {
        units.append(unit)
        guard units.count > limit else { return [] }
        let lost = Array(units.prefix(units.count - limit))
        units.removeFirst(lost.count)
        return lost
    }

    mutating func remove(_ sequence: Int) {
        if let index = units.firstIndex(where: { $0.sequence == sequence }) {
            units.remove(at: index)
        }
    }

    mutating func removeAll() -> [AccessUnit] {
        defer { units.removeAll() }
        return units
    }
}
